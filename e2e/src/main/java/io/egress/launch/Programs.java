package io.egress.launch;

import java.nio.file.Path;
import java.util.List;

/** What service and page are run by. */
interface Programs {
    /** @param checkout where the service is, which may be of another version than the rest */
    List<String> service(Path checkout);

    /** Serves the page, and the API of the service on the same origin. */
    Part web(Settings settings);
}
