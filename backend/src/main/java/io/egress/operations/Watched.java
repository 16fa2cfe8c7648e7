package io.egress.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Something that is asked for in the background, and what it said last: whoever wants to know never waits. */
final class Watched<T> {
    /** So long an answer may take; what does not answer for longer is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Supplier<Optional<T>> source;
    private final Clock clock;

    private volatile Optional<T> last = Optional.empty();
    private volatile Instant waitingSince;

    /** @param source empty, or an exception, while it is away */
    Watched(Supplier<Optional<T>> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Asks again; waits for the answer. */
    void ask() {
        waitingSince = clock.instant();
        try {
            last = source.get();
        } catch (RuntimeException e) {
            last = Optional.empty();
        } finally {
            waitingSince = null;
        }
    }

    /** What it said last; empty while it is away. */
    Optional<T> now() {
        var since = waitingSince;
        boolean hangs = since != null && since.plus(PATIENCE).isBefore(clock.instant());
        return hangs ? Optional.empty() : last;
    }
}
