package io.egress.robustness;

import io.egress.launch.Replica;
import io.egress.robustness.Finding.Notes;
import io.egress.wire.Patience;
import io.egress.wire.RedisClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writers edit trunks, numbers and links by way of two replicas, which are killed with the last edit in every other round.
 * What Redis holds when it has settled is then compared with what an emptied Redis is filled with.
 */
final class RedisIsTheRendering implements Promise {
    private static final int ROUNDS = 12;
    private static final int WRITERS = 4;
    private static final int TRUNKS = 20;
    private static final int NUMBERS = 40;
    private static final long ROUND_MS = 4_000;
    private static final int RATE = 200;
    private static final double LEAST_RATE = 100;
    private static final double SETTLED_S = 2;
    private static final long WATCHED_MS = 3_000;

    /** The names of numbers whose row names a trunk that has none, of one moment. */
    private static final String DANGLING = """
            local dangling = {}
            local numbers = redis.call('HGETALL', 'egress:2:numbers')
            for at = 1, #numbers, 2 do
              for _, trunk in ipairs(cjson.decode(numbers[at + 1]).trunks) do
                if redis.call('HEXISTS', 'egress:2:trunks', trunk) == 0 then dangling[#dangling + 1] = numbers[at] end
              end
            end
            return dangling""";

    /** All rows of one moment. */
    private record Dump(String revision, Map<String, String> trunks, Map<String, String> numbers) {
        static Dump of(RedisClient redis) throws IOException {
            while (true) {
                var before = redis.call("HGET", "egress:2:head", "revision");
                var dump = new Dump(
                        before,
                        ControlPlane.rows(redis, "egress:2:trunks"),
                        ControlPlane.rows(redis, "egress:2:numbers"));
                if (before != null && before.equals(redis.call("HGET", "egress:2:head", "revision"))) {
                    return dump;
                }
            }
        }
    }

    private record Sampled(int looks, double perSecond, List<String> dangling) {}

    private volatile boolean writing;
    private volatile boolean ended;

    @Override
    public String id() {
        return "R2";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var threads = Executors.newCachedThreadPool();
        int rounds = scale.of(ROUNDS);
        int different = 0;
        int restarts = 0;
        int edits = 0;
        double slowest = 0;
        try (var plane = new ControlPlane(2);
                var redis = plane.redis();
                var sampled = plane.redis()) {
            var replicas = plane.replicas();
            var net = new LinkedTrunks(TRUNKS, NUMBERS, replicas.get(0).api());
            Patience.await("Redis is filled", () -> ControlPlane.revisionIn(redis) > 0);
            var sampler = threads.submit(() -> sample(sampled));
            for (int round = 0; round < rounds; round++) {
                edits += write(net, replicas, scale.seed() * rounds + round, threads);
                if (round % 2 == 1) {
                    restart(replicas);
                    restarts++;
                }
                double settled = settled(redis);
                slowest = Math.max(slowest, settled);
                different += settled < 0 ? 1 : 0;
            }
            ended = true;
            var seen = sampler.get(60, TimeUnit.SECONDS);
            return new Notes()
                    .hold(
                            different == 0,
                            "%,d edits in %d rounds, %d restarts: %d times other bytes than rendered anew from PostgreSQL",
                            edits,
                            rounds,
                            restarts,
                            different)
                    .hold(slowest <= SETTLED_S, "equal %.2f s after the last edit or restart at worst", slowest)
                    .hold(
                            seen.dangling().isEmpty() && seen.perSecond() >= LEAST_RATE,
                            "%d numbers seen that point to no trunk, in %,d looks, %.0f a second%s",
                            seen.dangling().size(),
                            seen.looks(),
                            seen.perSecond(),
                            seen.dangling().isEmpty() ? "" : " " + seen.dangling())
                    .hold(
                            net.broken().isEmpty(),
                            "%d edits answered 5xx%s",
                            net.broken().size(),
                            net.broken().isEmpty() ? "" : " " + net.broken())
                    .found();
        } finally {
            ended = true;
            writing = false;
            threads.shutdownNow();
        }
    }

    /** @return how many edits were acknowledged */
    private int write(LinkedTrunks net, List<Replica> replicas, long seed, ExecutorService threads) throws Exception {
        writing = true;
        var writers = new ArrayList<Future<Integer>>();
        for (int at = 0; at < WRITERS; at++) {
            var random = new Random(seed * WRITERS + at);
            writers.add(threads.submit((Callable<Integer>) () -> {
                int acknowledged = 0;
                while (writing) {
                    var replica = replicas.get(random.nextInt(replicas.size()));
                    acknowledged += net.edit(replica.api(), random) ? 1 : 0;
                }
                return acknowledged;
            }));
        }
        Pause.ms(ROUND_MS);
        writing = false;
        int edits = 0;
        for (var writer : writers) {
            edits += writer.get(60, TimeUnit.SECONDS);
        }
        return edits;
    }

    private static void restart(List<Replica> replicas) throws IOException, InterruptedException {
        replicas.forEach(replica -> replica.part().kill());
        for (var replica : replicas) {
            replica.part().start();
        }
        Patience.await("one of the replicas is healthy", TimeUnit.SECONDS.toNanos(120), () -> replicas.stream()
                .anyMatch(replica -> replica.api().isHealthy()));
    }

    /** Seconds until Redis held, for good, what it is filled with anew; below 0: it never did. */
    private static double settled(RedisClient redis) throws Exception {
        long start = System.nanoTime();
        var last = Dump.of(redis);
        long since = start;
        while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(WATCHED_MS)) {
            var now = Dump.of(redis);
            if (!now.equals(last)) {
                last = now;
                since = System.nanoTime();
            }
            Pause.ms(10);
        }
        redis.call("FLUSHALL");
        Patience.await("Redis is filled anew", () -> ControlPlane.revisionIn(redis) >= 0);
        return Dump.of(redis).equals(last) ? (since - start) / 1e9 : -1;
    }

    private Sampled sample(RedisClient redis) throws IOException {
        var dangling = new ArrayList<String>();
        long start = System.nanoTime();
        int looks = 0;
        while (!ended) {
            dangling.addAll(redis.list("EVAL", DANGLING, "0"));
            looks++;
            LockSupport.parkNanos(start + looks * (1_000_000_000L / RATE) - System.nanoTime());
        }
        return new Sampled(looks, looks / ((System.nanoTime() - start) / 1e9), dangling);
    }
}
