package io.egress.robustness;

import io.egress.launch.Api;
import io.egress.launch.Replica;
import io.egress.robustness.Finding.Notes;
import io.egress.robustness.SharedTrunks.Edit;
import io.egress.wire.RedisClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The service is killed again and again while writers edit by way of it, each time at a moment measured from one edit: its
 * beginning or its answer. Every other time that edit is alone, so that PostgreSQL and Redis tell how far it had come.
 */
final class AcknowledgedEditsSurvive implements Promise {
    private static final int KILLS = 60;
    private static final int LEAST_KILLS = 50;
    private static final int WRITERS = 3;
    private static final int TRUNKS = 6;
    /** One takes the edits while others start. */
    private static final int REPLICAS = 3;
    /** Each so many-th time nobody else is there to publish. */
    private static final int ALL_AT_ONCE = 10;

    private static final int EDITS_BETWEEN = 20;
    private static final long PATIENCE_S = 120;
    private static final Duration CONVERGED = Duration.ofSeconds(2);

    private final BlockingQueue<Replica> waiting = new LinkedBlockingQueue<>();
    private final ReentrantReadWriteLock alone = new ReentrantReadWriteLock(true);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Gap, Integer> gaps = new EnumMap<>(Gap.class);
    private final List<String> wrong = new ArrayList<>();
    private volatile Replica active;
    private volatile boolean ended;

    @Override
    public String id() {
        return "R1";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        try (var plane = new ControlPlane(REPLICAS);
                var sql = plane.sql();
                var redis = plane.redis()) {
            var random = new Random(scale.seed());
            active = plane.replicas().get(0);
            waiting.addAll(plane.replicas().subList(1, REPLICAS));
            var trunks = new SharedTrunks(TRUNKS);
            for (var id : trunks.ids()) {
                trunks.edit(active.api(), id);
            }
            var own = new ArrayList<OwnTrunk>();
            var writers = new ArrayList<Future<?>>();
            for (int at = 0; at < WRITERS; at++) {
                var mine = new OwnTrunk(at, scale.seed() + at, this::api);
                var dice = new Random(scale.seed() * 100 + at);
                own.add(mine);
                writers.add(threads.submit(() -> write(trunks, mine, dice)));
            }
            int kills = scale.of(KILLS);
            double slowest = 0;
            for (int at = 0; at < kills; at++) {
                awaitEdits(trunks, trunks.acknowledged() + EDITS_BETWEEN);
                slowest = Math.max(slowest, kill(at, trunks, random, sql, redis));
            }
            awaitEdits(trunks, trunks.acknowledged() + EDITS_BETWEEN);
            ended = true;
            for (var writer : writers) {
                writer.get(PATIENCE_S, TimeUnit.SECONDS);
            }
            double converged = converged(sql, redis);
            own.forEach(trunk -> trunk.look(wrong));
            wrong.addAll(trunks.judge(active.api()));
            wrong.addAll(trunks.judge(trunks.newest(), ControlPlane.rows(redis, "egress:2:trunks")));
            int untold = untold(trunks, sql);
            long edits = trunks.acknowledged()
                    + own.stream().mapToInt(OwnTrunk::acknowledged).sum();
            return judge(scale, kills, edits, trunks, untold, Math.max(slowest, converged));
        } finally {
            ended = true;
            threads.shutdownNow();
        }
    }

    private Api api() {
        return active.api();
    }

    private void write(SharedTrunks trunks, OwnTrunk own, Random dice) {
        while (!ended) {
            alone.readLock().lock();
            try {
                if (dice.nextInt(3) == 0) {
                    own.step();
                } else if (trunks.edit(api(), dice).status() == 0) {
                    // Nobody there: a moment until the next one is.
                    Pause.ms(5);
                }
            } finally {
                alone.readLock().unlock();
            }
        }
    }

    private static void awaitEdits(SharedTrunks trunks, long count) {
        while (trunks.acknowledged() < count) {
            Pause.ms(10);
        }
    }

    /** Seconds until Redis had what PostgreSQL has, if nobody else was there to bring it. */
    private double kill(int at, SharedTrunks trunks, Random random, Connection sql, RedisClient redis)
            throws Exception {
        var victim = active;
        boolean all = at % ALL_AT_ONCE == ALL_AT_ONCE - 1;
        var next = all ? null : waiting.poll(PATIENCE_S, TimeUnit.SECONDS);
        boolean single = at % 2 == 0;
        if (single) {
            alone.writeLock().lock();
        }
        double converged = 0;
        try {
            if (all) {
                for (var other = waiting.poll(); other != null; other = waiting.poll()) {
                    startAnew(other);
                }
            }
            var process = ProcessHandle.of(victim.part().processes().findFirst().orElseThrow())
                    .orElseThrow();
            var moment = Moment.random(random, usual(victim.api(), trunks));
            var edit = moment.strike(() -> trunks.edit(victim.api(), random), process::destroyForcibly, threads);
            var gap = Gap.of(edit, victim, sql, redis);
            if (single) {
                gaps.merge(gap, 1, Integer::sum);
            }
            startAnew(victim);
            if (all) {
                next = waiting.poll(PATIENCE_S, TimeUnit.SECONDS);
                converged = converged(sql, redis);
            }
            wrong.addAll(trunks.judge(next.api()));
            active = next;
        } finally {
            if (single) {
                alone.writeLock().unlock();
            }
        }
        return converged;
    }

    // How long an edit takes here and now.
    private static long usual(Api api, SharedTrunks trunks) {
        var took = IntStream.range(0, 5)
                .mapToLong(at -> trunks.edit(api, trunks.ids().get(0)).took())
                .sorted()
                .toArray();
        return took[took.length / 2];
    }

    private void startAnew(Replica replica) {
        replica.part().kill();
        replica.part().start();
        threads.submit((Callable<Void>) () -> {
            ControlPlane.awaitHealthy(replica);
            waiting.add(replica);
            return null;
        });
    }

    private static double converged(Connection sql, RedisClient redis) throws Exception {
        long start = System.nanoTime();
        long wanted = Gap.counter(sql).revision();
        while (ControlPlane.revisionIn(redis) < wanted) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_S)) {
                return PATIENCE_S;
            }
            Pause.ms(5);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    // Acknowledged edits that the audit has not, or more than once.
    private static int untold(SharedTrunks trunks, Connection sql) throws SQLException {
        var entries = new HashMap<Long, Integer>();
        try (var statement = sql.createStatement();
                var rows = statement.executeQuery("SELECT revision, count(*) FROM audit_entry GROUP BY revision")) {
            while (rows.next()) {
                entries.put(rows.getLong(1), rows.getInt(2));
            }
        }
        return (int) trunks.history().stream()
                .filter(Edit::acknowledged)
                .filter(edit -> entries.getOrDefault(edit.revision(), 0) != 1)
                .count();
    }

    private Finding judge(Scale scale, int kills, long edits, SharedTrunks trunks, int untold, double converged) {
        var unanswered =
                trunks.history().stream().filter(edit -> edit.status() == 0).count();
        var refused = trunks.history().stream()
                .filter(Edit::refused)
                .map(Edit::status)
                .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
        int lost = (int) wrong.stream().filter(one -> !one.startsWith("torn")).count();
        var missed = Arrays.stream(Gap.values())
                .filter(gap -> !gaps.containsKey(gap))
                .toList();
        return new Notes()
                .hold(lost == 0, "%d lost of %,d acknowledged edits", lost, edits)
                .hold(wrong.size() == lost, "%d torn%s", wrong.size() - lost, wrong.isEmpty() ? "" : " " + wrong)
                .hold(edits >= scale.of(1_000) && kills >= scale.of(LEAST_KILLS), "%d SIGKILLs", kills)
                .hold(
                        scale.share() < 1 || missed.isEmpty(),
                        "seen in %s%s",
                        gaps,
                        missed.isEmpty() ? "" : ", never in " + missed)
                .hold(untold == 0, "%d without exactly one audit entry", untold)
                .say("%d edits never answered", unanswered)
                .hold(refused.isEmpty(), "refused: %s", refused)
                .hold(converged <= CONVERGED.toSeconds(), "Redis converged %.1f s after a restart at worst", converged)
                .found();
    }
}
