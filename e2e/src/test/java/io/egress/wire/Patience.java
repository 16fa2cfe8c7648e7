package io.egress.wire;

import java.io.IOException;

/** Waiting until something holds: tests wait for what they mean, never for a while. */
public final class Patience {
    private static final long LONG_ENOUGH_NS = 20_000_000_000L;
    private static final long BETWEEN_MS = 20;

    private Patience() {}

    /** A question that may fail on the way; it is then asked again. */
    @FunctionalInterface
    public interface Question {
        boolean holds() throws IOException, InterruptedException;
    }

    public static void await(String what, Question question) throws IOException, InterruptedException {
        await(what, LONG_ENOUGH_NS, question);
    }

    public static void await(String what, long nanoseconds, Question question)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + nanoseconds;
        while (!question.holds()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain until " + what);
            }
            Thread.sleep(BETWEEN_MS);
        }
    }
}
