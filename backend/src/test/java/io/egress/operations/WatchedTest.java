package io.egress.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class WatchedTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private Supplier<Optional<String>> source = () -> Optional.of("first");
    private final Watched<String> watched = new Watched<>(() -> source.get(), clock);

    @Test
    void whatWasNeverAskedIsAway() {
        assertEquals(Optional.empty(), watched.now());
    }

    @Test
    void whatItSaidLastHoldsUntilItSaysSomethingElse() {
        watched.ask();
        now = now.plusSeconds(600);
        assertEquals(Optional.of("first"), watched.now());
        source = () -> Optional.of("second");
        watched.ask();
        assertEquals(Optional.of("second"), watched.now());
    }

    @Test
    void whatFailsIsAway() {
        watched.ask();
        source = () -> {
            throw new IllegalStateException("connection refused");
        };
        watched.ask();
        assertEquals(Optional.empty(), watched.now());
    }

    @Test
    void whatDoesNotAnswerIsAwayBeforeItHasFailed() {
        watched.ask();
        var meanwhile = new ArrayList<Optional<String>>();
        source = () -> {
            now = now.plusSeconds(3);
            meanwhile.add(watched.now());
            now = now.plusMillis(1);
            meanwhile.add(watched.now());
            return Optional.of("late");
        };
        watched.ask();
        assertEquals(List.of(Optional.of("first"), Optional.empty()), meanwhile);
        assertEquals(Optional.of("late"), watched.now());
    }
}
