package io.egress.compose;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Two minutes of patience with containers. */
final class Waiting {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private Waiting() {}

    /** @param otherwise what is told of it when it does not become so. @throws IllegalStateException with that */
    static void until(String what, BooleanSupplier isSo, Supplier<String> otherwise) {
        var end = Instant.now().plus(PATIENCE);
        while (!isSo.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(
                        "After " + PATIENCE.toSeconds() + " s it is not so that " + what + ": " + otherwise.get());
            }
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
