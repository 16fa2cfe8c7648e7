package io.egress.operations;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Without PostgreSQL nothing can be read or saved: requests are better sent to another replica. */
@Readiness
class DatabaseReadiness implements HealthCheck {
    private final Readings readings;

    DatabaseReadiness(Readings readings) {
        this.readings = readings;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("PostgreSQL")
                .status(readings.database().isPresent())
                .build();
    }
}
