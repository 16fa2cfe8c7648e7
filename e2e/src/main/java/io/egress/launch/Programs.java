package io.egress.launch;

import java.util.List;

/** What service and page are run by. */
interface Programs {
    List<String> service(Settings settings);

    /** Serves the page, and the API of the service on the same origin. */
    Part web(Settings settings);
}
