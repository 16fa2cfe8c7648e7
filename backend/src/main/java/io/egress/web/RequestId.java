package io.egress.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.regex.Pattern;

/** What names a request in logs, audit and traces: X-Request-Id as the client gave it, or a new one. */
public final class RequestId {
    private static final String HEADER = "X-Request-Id";
    private static final Pattern GOOD = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    /** Before everything else, so that every answer has it. */
    private static final int FIRST = 1000;

    void register(@Observes Filters filters) {
        filters.register(request -> {
            var given = request.request().getHeader(HEADER);
            var id = given != null && GOOD.matcher(given).matches() ? given : UUID.randomUUID().toString();
            request.put(HEADER, id);
            request.response().putHeader(HEADER, id);
            request.next();
        }, FIRST);
    }

    static String of(RoutingContext request) {
        return request.get(HEADER);
    }
}
