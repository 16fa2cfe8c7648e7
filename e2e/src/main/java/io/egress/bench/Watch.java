package io.egress.bench;

import io.egress.wire.RedisClient;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks ten thousand times a second which revision Redis holds, and remembers since when. */
final class Watch implements AutoCloseable {
    private static final long BETWEEN_NS = TimeUnit.MICROSECONDS.toNanos(100);

    private final ConcurrentSkipListMap<Long, Long> since = new ConcurrentSkipListMap<>();
    private final Thread thread;
    private volatile boolean ended;

    Watch(RedisClient redis) {
        thread = new Thread(
                () -> {
                    while (!ended) {
                        since.putIfAbsent(Service.revision(redis), System.nanoTime());
                        LockSupport.parkNanos(BETWEEN_NS);
                    }
                },
                "watch");
        thread.start();
    }

    /** When Redis was seen to hold this revision or a later one first; waits until it does. */
    long seen(long revision) {
        Service.await("Redis holds revision " + revision, () -> since.ceilingKey(revision) != null);
        return since.ceilingEntry(revision).getValue();
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new BenchException("interrupted", e);
        }
    }
}
