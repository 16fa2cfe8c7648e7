package io.egress.robustness;

import io.egress.launch.Replica;
import io.egress.robustness.Finding.Notes;
import io.egress.wire.Patience;
import io.egress.wire.RedisClient;
import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Two, then three replicas publish at once; each in turn is stopped for five seconds, right behind an answer of its own. */
final class RevisionNeverGoesBack implements Promise {
    private static final int EDITS = 10_000;
    private static final int TRUNKS = 20;
    private static final int WRITERS = 6;
    private static final int RATE = 1_000;
    private static final long STOPPED_MS = 5_000;
    private static final long BETWEEN_STOPS_MS = 2_000;
    /** A replica that is stopped in mid-edit holds up the edits of all others: with more of them little would be edited. */
    private static final int MOST_STOPS = 4;

    private static final int MOST_AFTER_ANSWER_US = 3_000;

    /** What a reader of Redis saw. @param looks how often it looked @param backwards each step that was no step forward */
    private record Seen(int looks, double perSecond, int steps, List<String> backwards) {}

    private volatile boolean ended;

    @Override
    public String id() {
        return "R7";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var notes = new Notes();
        try (var plane = new ControlPlane(3)) {
            plane.replicas().get(2).part().freeze();
            publish(plane, plane.replicas().subList(0, 2), scale, notes);
            plane.replicas().get(2).part().thaw();
            publish(plane, plane.replicas(), scale, notes);
        }
        return notes.found();
    }

    private void publish(ControlPlane plane, List<Replica> replicas, Scale scale, Notes notes) throws Exception {
        var threads = Executors.newCachedThreadPool();
        ended = false;
        var trunks = new SharedTrunks(TRUNKS);
        try (var redis = plane.redis();
                var stream = plane.redis();
                var rows = plane.redis();
                var sql = plane.sql()) {
            int wanted = scale.of(EDITS);
            trunks.ids().forEach(id -> trunks.edit(replicas.get(0).api(), id));
            var reader = threads.submit(() -> read(redis));
            var follower = threads.submit(() -> follow(stream));
            var writers = write(trunks, replicas, wanted, scale, threads);
            var stops = stops(trunks, replicas, wanted, new Random(scale.seed()), threads, sql);
            for (var writer : writers) {
                writer.get(60, TimeUnit.SECONDS);
            }
            var newest = trunks.newest();
            long last = newest.values().stream()
                    .mapToLong(SharedTrunks.Edit::revision)
                    .max()
                    .orElseThrow();
            Patience.await("Redis has the last edit", () -> ControlPlane.revisionIn(rows) >= last);
            ended = true;
            var seen = reader.get(60, TimeUnit.SECONDS);
            var told = follower.get(60, TimeUnit.SECONDS);
            var wrong = trunks.judge(newest, ControlPlane.rows(rows, "egress:2:trunks"));
            notes.hold(
                            seen.backwards().isEmpty() && told.backwards().isEmpty(),
                            "%d replicas, %,d edits: %d steps back in %,d looks (%.0f a second) and %,d steps, %d in %,d batches%s",
                            replicas.size(),
                            trunks.acknowledged(),
                            seen.backwards().size(),
                            seen.looks(),
                            seen.perSecond(),
                            seen.steps(),
                            told.backwards().size(),
                            told.steps(),
                            text(seen.backwards(), told.backwards()))
                    .hold(
                            stops.all() > 0 || scale.share() < 1,
                            "one stopped %d s %d times, %d of them before its edit was published",
                            STOPPED_MS / 1_000,
                            stops.all(),
                            stops.early())
                    .hold(wrong.isEmpty(), "%d rows wrong at the end%s", wrong.size(), text(wrong, List.of()));
        } finally {
            ended = true;
            threads.shutdownNow();
        }
    }

    private static String text(List<String> some, List<String> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return all.isEmpty() ? "" : " " + all;
    }

    private List<Future<Void>> write(
            SharedTrunks trunks, List<Replica> replicas, int wanted, Scale scale, ExecutorService threads) {
        var writers = new ArrayList<Future<Void>>();
        for (int at = 0; at < WRITERS; at++) {
            // A writer keeps to its replica: who is stopped holds up only those who came to it.
            var api = replicas.get(at % replicas.size()).api();
            var random = new Random(scale.seed() * WRITERS + at);
            writers.add(threads.submit((Callable<Void>) () -> {
                while (trunks.acknowledged() < wanted) {
                    trunks.edit(api, random);
                }
                return null;
            }));
        }
        return writers;
    }

    /** @param early those in which the stopped one's own edit was not known to be published yet */
    private record Stops(int all, int early) {}

    private static Stops stops(
            SharedTrunks trunks,
            List<Replica> replicas,
            int wanted,
            Random random,
            ExecutorService threads,
            Connection sql)
            throws Exception {
        int stops = 0;
        int early = 0;
        for (Pause.ms(BETWEEN_STOPS_MS);
                trunks.acknowledged() < wanted && stops < MOST_STOPS;
                Pause.ms(BETWEEN_STOPS_MS)) {
            var replica = replicas.get(stops++ % replicas.size());
            var moment = new Moment(true, TimeUnit.MICROSECONDS.toNanos(random.nextInt(MOST_AFTER_ANSWER_US)));
            var edit = moment.strike(() -> trunks.edit(replica.api(), random), new StopSwitch(replica.part()), threads);
            early += Gap.counter(sql).published() < edit.revision() ? 1 : 0;
            Pause.ms(STOPPED_MS);
            replica.part().thaw();
        }
        return new Stops(stops, early);
    }

    // A thousand times a second, what a proxy would see if it looked.
    private Seen read(RedisClient redis) throws IOException {
        var backwards = new ArrayList<String>();
        long start = System.nanoTime();
        long highest = -1;
        String epoch = null;
        int looks = 0;
        int steps = 0;
        while (!ended) {
            var head = redis.list("HMGET", "egress:2:head", "epoch", "revision");
            long revision = Long.parseLong(head.get(1));
            if (epoch != null && !epoch.equals(head.get(0)) || revision < highest) {
                backwards.add(String.format(Locale.ROOT, "%s %d → %s %d", epoch, highest, head.get(0), revision));
            }
            steps += revision > highest ? 1 : 0;
            epoch = head.get(0);
            highest = revision;
            looks++;
            LockSupport.parkNanos(start + looks * (1_000_000_000L / RATE) - System.nanoTime());
        }
        return new Seen(looks, looks / ((System.nanoTime() - start) / 1e9), steps, backwards);
    }

    // Every batch that Redis took, since each leaves an entry in the stream.
    private Seen follow(RedisClient redis) throws IOException {
        var backwards = new ArrayList<String>();
        var from = "$";
        long highest = -1;
        int steps = 0;
        while (!ended) {
            var entries = redis.list("XREAD", "BLOCK", "200", "STREAMS", "egress:2:changes", from);
            for (int at = 0; at + 1 < entries.size(); at++) {
                if (entries.get(at).matches("\\d+-\\d+")) {
                    from = entries.get(at);
                } else if (entries.get(at).equals("revision")) {
                    long revision = Long.parseLong(entries.get(at + 1));
                    if (revision <= highest) {
                        backwards.add("batch " + revision + " behind " + highest);
                    }
                    highest = revision;
                    steps++;
                }
            }
        }
        return new Seen(steps, 0, steps, backwards);
    }
}
