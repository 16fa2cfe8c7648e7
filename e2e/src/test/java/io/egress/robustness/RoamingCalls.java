package io.egress.robustness;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Calls at a steady rate by way of any of several nodes. Each lasts for a while, is re-negotiated, and hung up by the agent. */
final class RoamingCalls implements AutoCloseable {
    private static final int LONG_MS = 1000;

    /**
     * What became of a call.
     *
     * @param at nanoseconds, as System.nanoTime, when it began
     * @param status of the INVITE's final answer; 0: no node said anything
     * @param said X-Egress-Reason
     * @param renewed status of the re-INVITE, 200 where there was none
     * @param ended status of the BYE; 0: no answer
     */
    record Ran(long at, int status, String said, int renewed, int ended) {
        boolean began() {
            return status == 200;
        }

        boolean isWhole() {
            return renewed == 200 && ended == 200;
        }

        private String kind() {
            return "%d %s, re-INVITE %d, BYE %d".formatted(status, said, renewed, ended);
        }
    }

    private final RoamingAgent agent;
    private final List<String> numbers;
    private final int longestMs;
    private final Random random;
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Ran> ran = new ConcurrentLinkedQueue<>();

    RoamingCalls(List<InetSocketAddress> nodes, List<String> numbers, int longestMs, long seed) {
        agent = new RoamingAgent(nodes, seed);
        this.numbers = numbers;
        this.longestMs = longestMs;
        random = new Random(seed);
    }

    RoamingCalls at(int perSecond) {
        clock.scheduleAtFixedRate(this::begin, 0, 1_000_000_000L / perSecond, TimeUnit.NANOSECONDS);
        return this;
    }

    private void begin() {
        var number = numbers.get(random.nextInt(numbers.size()));
        int lasts = random.nextInt(longestMs);
        callers.submit(() -> ran.add(run(number, lasts)));
    }

    private Ran run(String number, int lasts) {
        long at = System.nanoTime();
        try {
            var begun = agent.call(number);
            if (begun.status() != 200) {
                return new Ran(
                        at,
                        begun.status(),
                        begun.call().answer().first("X-Egress-Reason").orElse(""),
                        0,
                        0);
            }
            Pause.ms(lasts);
            int renewed = lasts < LONG_MS
                    ? 200
                    : begun.agent()
                            .reinvite(begun.call(), 2, List.of("PCMU", "PCMA"))
                            .status();
            return new Ran(at, 200, "", renewed, begun.agent().hangUp(begun.call(), 3));
        } catch (IllegalStateException e) {
            return new Ran(at, 0, e.getMessage(), 0, 0);
        }
    }

    /** No more calls; waits for those that run. */
    List<Ran> stop() throws InterruptedException {
        clock.shutdownNow();
        callers.shutdown();
        callers.awaitTermination(60, TimeUnit.SECONDS);
        return List.copyOf(ran);
    }

    /** For the report. */
    static String failures(List<Ran> calls) {
        Map<String, Long> kinds = calls.stream()
                .filter(call -> !call.began() || !call.isWhole())
                .collect(Collectors.groupingBy(Ran::kind, Collectors.counting()));
        return kinds.isEmpty() ? "" : " " + kinds;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        callers.shutdownNow();
        agent.close();
    }
}
