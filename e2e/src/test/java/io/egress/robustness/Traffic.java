package io.egress.robustness;

import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls at a steady rate, each hung up at once, all remembered. */
final class Traffic implements AutoCloseable {
    private final Agent agent;
    private final List<String> numbers;
    private final Random random;
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Placed> history = new ConcurrentLinkedQueue<>();

    /** @param numbers base numbers that calls are placed for, by chance */
    Traffic(InetSocketAddress proxy, List<String> numbers, long seed) {
        agent = new Agent("127.0.0.1", Ports.free(), proxy);
        this.numbers = numbers;
        random = new Random(seed);
    }

    Traffic at(int perSecond) {
        clock.scheduleAtFixedRate(this::begin, 0, 1_000_000_000L / perSecond, TimeUnit.NANOSECONDS);
        return this;
    }

    private void begin() {
        var number = numbers.get(random.nextInt(numbers.size()));
        callers.submit(() -> history.add(place(agent, number)));
    }

    /** One call, hung up at once. */
    static Placed place(Agent agent, String number) {
        var invite = agent.invite(Invitation.to("+4989555", number));
        long start = System.nanoTime();
        agent.send(invite, agent.proxy());
        try {
            var call = agent.outcome(invite);
            long took = System.nanoTime() - start;
            var answer = call.answer();
            int ended = answer.status() == 200 ? agent.hangUp(call) : 0;
            return new Placed(
                    number,
                    start,
                    answer.status(),
                    answer.first("X-Egress-Reason").orElse(""),
                    answer.tag("To").orElse(""),
                    took,
                    ended);
        } catch (IllegalStateException e) {
            return new Placed(number, start, 0, "never answered", "", System.nanoTime() - start, 0);
        }
    }

    /** Forgets what has been so far: it was no more than a start. */
    void forget() {
        history.clear();
    }

    /** What has been so far. */
    History soFar() {
        return new History(List.copyOf(history));
    }

    /** No more calls; waits for those that run. */
    History stop() throws InterruptedException {
        clock.shutdownNow();
        callers.shutdown();
        callers.awaitTermination(30, TimeUnit.SECONDS);
        return soFar();
    }

    @Override
    public void close() {
        clock.shutdownNow();
        callers.shutdownNow();
        agent.close();
    }
}
