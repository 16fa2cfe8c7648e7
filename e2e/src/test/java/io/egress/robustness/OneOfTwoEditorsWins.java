package io.egress.robustness;

import io.egress.launch.Replica;
import io.egress.robustness.Finding.Notes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Two editors have read the same trunk and save it at once, by way of one replica or of two. */
final class OneOfTwoEditorsWins implements Promise {
    private static final int RACES = 1_000;
    private static final int AT_A_TIME = 3;
    private static final String OUTCOME = "200 and 412";

    /** @param outcome both answers, the smaller first; what was found beside them that is wrong */
    private record Race(String outcome, List<String> wrong) {}

    private final ExecutorService editors = Executors.newCachedThreadPool();

    @Override
    public String id() {
        return "R8";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        int races = scale.of(RACES);
        var outcomes = new TreeMap<String, Integer>();
        var wrong = new ArrayList<String>();
        try (var plane = new ControlPlane(2)) {
            var running = new ArrayList<Future<List<Race>>>();
            for (int at = 0; at < AT_A_TIME; at++) {
                var trunk = "raced-" + at;
                var random = new Random(scale.seed() * AT_A_TIME + at);
                int count = races / AT_A_TIME + (at < races % AT_A_TIME ? 1 : 0);
                running.add(editors.submit(() -> races(plane.replicas(), trunk, count, random)));
            }
            for (var some : running) {
                for (var race : some.get()) {
                    outcomes.merge(race.outcome(), 1, Integer::sum);
                    wrong.addAll(race.wrong());
                }
            }
        } finally {
            editors.shutdownNow();
        }
        return new Notes()
                .hold(outcomes.equals(Map.of(OUTCOME, races)), "%d races of two editors: %s", races, outcomes)
                .hold(
                        wrong.isEmpty(),
                        "%d times something else than the winner's edit was there after%s",
                        wrong.size(),
                        wrong.isEmpty() ? "" : " " + wrong)
                .found();
    }

    private List<Race> races(List<Replica> replicas, String trunk, int count, Random random) throws Exception {
        var races = new ArrayList<Race>();
        replicas.get(0).api().call("PUT", path(trunk), Stamped.request(1).toString());
        for (int at = 1; at <= count; at++) {
            races.add(race(replicas, trunk, 2 * at, random));
        }
        return races;
    }

    private static String path(String trunk) {
        return "/api/v1/egress-trunks/" + trunk;
    }

    private Race race(List<Replica> replicas, String trunk, int serial, Random random) throws Exception {
        var tag = replicas.get(0)
                .api()
                .send("GET", path(trunk), null)
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        var start = new CyclicBarrier(2);
        var statuses = new ArrayList<Integer>();
        var both = new ArrayList<Future<Integer>>();
        for (int editor = 0; editor < 2; editor++) {
            var replica = replicas.get(random.nextInt(replicas.size()));
            both.add(editors.submit(save(replica, trunk, serial + editor, tag, start)));
        }
        for (var one : both) {
            statuses.add(one.get(60, TimeUnit.SECONDS));
        }
        int winner = serial + statuses.indexOf(200);
        int there = serial(replicas.get(random.nextInt(replicas.size())), trunk);
        return new Race(
                Math.min(statuses.get(0), statuses.get(1)) + " and " + Math.max(statuses.get(0), statuses.get(1)),
                there == winner ? List.of() : List.of(statuses + " of " + serial + ", there is " + there));
    }

    private static Callable<Integer> save(Replica replica, String trunk, int serial, String tag, CyclicBarrier start) {
        return () -> {
            start.await(60, TimeUnit.SECONDS);
            return replica.api()
                    .send("PUT", path(trunk), Stamped.request(serial).toString(), "If-Match", tag)
                    .statusCode();
        };
    }

    private static int serial(Replica replica, String trunk) throws IOException {
        return Stamped.serial(
                ControlPlane.json(replica.api().send("GET", path(trunk), null).body()));
    }
}
