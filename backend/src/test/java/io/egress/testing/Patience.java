package io.egress.testing;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what comes about by itself, for far longer than it should take. */
public final class Patience {
    private static final long SECONDS = 60;

    private Patience() {}

    public static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                fail("after " + SECONDS + " s still not: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
