package io.egress.trace;

import io.opentelemetry.api.trace.Span;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/** What names a request in logs, audit and traces: X-Request-Id as the client gave it, or a new one. */
public final class RequestId {
    /** Of the log's context. */
    public static final String KEY = "requestId";

    private static final String ATTRIBUTE = "egress.request_id";
    private static final String HEADER = "X-Request-Id";
    private static final Pattern GOOD = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    /** Before everything else, so that every answer has it. */
    private static final int FIRST = 1000;

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    of(request);
                    request.next();
                },
                FIRST);
    }

    /** Names the request if nobody has. */
    public static String of(RoutingContext request) {
        if (request.get(HEADER) == null) {
            var given = request.request().getHeader(HEADER);
            var id = given != null && GOOD.matcher(given).matches()
                    ? given
                    : UUID.randomUUID().toString();
            request.put(HEADER, id);
            MDC.put(KEY, id);
            Span.current().setAttribute(ATTRIBUTE, id);
            request.response().putHeader(HEADER, id);
        }
        return request.get(HEADER);
    }

    /** Of the request that this thread works for; null if for none. */
    public static String current() {
        return (String) MDC.get(KEY);
    }
}
