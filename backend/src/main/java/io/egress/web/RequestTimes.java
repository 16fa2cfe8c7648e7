package io.egress.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** How long requests of the API took, by operation ID and status. */
final class RequestTimes {
    /** Before the problems that are found early, which count too. */
    private static final int EARLY = 950;

    private static final String OPERATION = "egress.operation";
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2)
    };

    private final MeterRegistry meters;
    private final RoutingContext current;

    RequestTimes(MeterRegistry meters, RoutingContext current) {
        this.meters = meters;
        this.current = current;
    }

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    long began = System.nanoTime();
                    if (request.request().uri().startsWith("/api/")) {
                        request.addEndHandler(sent -> record(request, System.nanoTime() - began));
                    }
                    request.next();
                },
                EARLY);
    }

    @ServerRequestFilter
    void name(SimpleResourceInfo operation) {
        current.put(OPERATION, operation.getMethodName());
    }

    private void record(RoutingContext request, long nanoseconds) {
        String operation = request.get(OPERATION);
        Timer.builder("egress.api.requests")
                .serviceLevelObjectives(BOUNDS)
                .tag("operation", operation == null ? "none" : operation)
                .tag("status", Integer.toString(request.response().getStatusCode()))
                .register(meters)
                .record(nanoseconds, TimeUnit.NANOSECONDS);
    }
}
