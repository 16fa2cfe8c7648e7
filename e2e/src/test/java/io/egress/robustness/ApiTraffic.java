package io.egress.robustness;

import io.egress.launch.Api;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Requests to the API at a steady rate, whatever became of those before, all remembered. */
final class ApiTraffic implements AutoCloseable {
    private static final String TRUNKS = "/api/v1/egress-trunks";

    /** @param status 0: not answered in ten seconds @param took ns */
    record Answered(String what, long at, long took, int status, boolean retryAfter) {
        boolean done() {
            return status / 100 == 2;
        }

        /** Refused as something that is away for a while has to be. */
        boolean putOff() {
            return status == 503 && retryAfter;
        }
    }

    private final Api api;
    private final Random random;
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Answered> history = new ConcurrentLinkedQueue<>();

    ApiTraffic(Api api, long seed) {
        this.api = api;
        random = new Random(seed);
    }

    ApiTraffic at(int perSecond) {
        clock.scheduleAtFixedRate(this::begin, 0, 1_000_000_000L / perSecond, TimeUnit.NANOSECONDS);
        return this;
    }

    private void begin() {
        int serial = random.nextInt(1_000_000);
        callers.submit(() -> history.add(
                switch (serial % 4) {
                    case 0 -> ask("GET", TRUNKS, null);
                    case 1 -> ask("GET", "/api/v1/sync", null);
                    case 2 -> ask("GET", TRUNKS + "/edited", null);
                    default ->
                        ask("PUT", TRUNKS + "/edited", Stamped.request(serial).toString());
                }));
    }

    private Answered ask(String method, String path, String body) {
        long start = System.nanoTime();
        try {
            var answer = api.send(method, path, body);
            return new Answered(
                    method + " " + path,
                    start,
                    System.nanoTime() - start,
                    answer.statusCode(),
                    answer.headers().firstValue("Retry-After").isPresent());
        } catch (IOException e) {
            return new Answered(method + " " + path, start, System.nanoTime() - start, 0, false);
        }
    }

    /** No more requests; what has been, once those that run are answered. */
    List<Answered> stop() throws InterruptedException {
        clock.shutdownNow();
        callers.shutdown();
        callers.awaitTermination(30, TimeUnit.SECONDS);
        return List.copyOf(history);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        callers.shutdownNow();
    }
}
