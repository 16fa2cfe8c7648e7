package io.egress.robustness;

import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** When something strikes: so long after an edit was begun, or after it was answered. */
record Moment(boolean afterAnswer, long delayNs) {
    private static final long PATIENCE_S = 60;
    private static final long TICK_US = 500_000;

    /**
     * Of six, three while an edit runs, one of them towards its end; three behind its answer: microseconds, about as long as
     * an edit takes, up to the publisher's tick.
     *
     * @param tookNs how long an edit takes at present
     */
    static Moment random(Random random, long tookNs) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Moment(false, (long) (tookNs * random.nextDouble()));
            case 2 -> new Moment(false, (long) (tookNs * (0.7 + 0.4 * random.nextDouble())));
            case 3 -> new Moment(true, us(random.nextInt(300)));
            case 4 -> new Moment(true, (long) (tookNs * random.nextDouble()));
            default -> new Moment(true, us((long) Math.exp(random.nextDouble() * Math.log(TICK_US))));
        };
    }

    private static long us(long microseconds) {
        return TimeUnit.MICROSECONDS.toNanos(microseconds);
    }

    /** Has the edit made, strikes at the moment, and gives what became of the edit. */
    <T> T strike(Callable<T> edit, Runnable blow, ExecutorService threads) throws Exception {
        var begun = new long[1];
        Future<T> running = threads.submit(() -> {
            synchronized (begun) {
                begun[0] = System.nanoTime();
                begun.notifyAll();
            }
            return edit.call();
        });
        if (afterAnswer) {
            running.get(PATIENCE_S, TimeUnit.SECONDS);
            spin(System.nanoTime() + delayNs);
        } else {
            synchronized (begun) {
                while (begun[0] == 0) {
                    begun.wait();
                }
            }
            spin(begun[0] + delayNs);
        }
        blow.run();
        return running.get(PATIENCE_S, TimeUnit.SECONDS);
    }

    private static void spin(long until) {
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }
}
