package io.egress.web;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** The time, injected so that tests may set it. */
final class Clocks {
    @Produces
    @Singleton
    Clock clock() {
        // PostgreSQL keeps microseconds: what is answered at once and what is read later are the same.
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    }
}
