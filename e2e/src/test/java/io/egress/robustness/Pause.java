package io.egress.robustness;

/** A while in which nothing is awaited. */
final class Pause {
    private Pause() {}

    static void ms(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
