package io.egress.operations;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Saves work without Redis and calls go on: what is told here is no reason to send requests elsewhere. */
@Readiness
class PublishingReadiness implements HealthCheck {
    private final Readings readings;

    PublishingReadiness(Readings readings) {
        this.readings = readings;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("Publishing")
                .up()
                .withData("state", readings.lags() ? "degraded" : "ok")
                .withData("redis", readings.redis().isPresent() ? "answers" : "does not answer");
        readings.database().ifPresent(progress -> response.withData("revision", progress.revision()));
        readings.redis().ifPresent(seen -> response.withData("publishedRevision", Math.max(0, seen.revision()))
                .withData("proxies", seen.nodes().size()));
        readings.lag().ifPresent(lag -> response.withData("lag", lag));
        return response.build();
    }
}
