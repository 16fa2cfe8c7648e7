package io.egress.robustness;

import io.egress.robustness.Finding.Notes;
import io.egress.robustness.RoamingCalls.Ran;
import io.egress.wire.Patience;
import io.egress.wire.RedisClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes on while members of a cluster are replaced one after the other: short calls, calls that run for long, a capped trunk
 * that is always full, a registered one, edits. It says what became of all of it.
 */
final class Rolling implements AutoCloseable {
    private static final int CAP = 3;
    private static final String PLAIN = "+493010001";
    private static final String REGISTERED = "+493010002";
    private static final String CAPPED = "+493010003";
    private static final Duration SETTLED = Duration.ofSeconds(3);
    private static final Duration SET_UP = Duration.ofSeconds(1);

    private final Cluster cluster;
    private final Registrar registrar = new Registrar(600);
    private final CountingCarrier capped = new CountingCarrier("capped");
    private final RoamingCalls brief;
    private final RoamingCalls running;
    private final RoamingCalls crowd;
    private final List<Double> nodesStopped = new ArrayList<>();
    private final List<Double> servicesStopped = new ArrayList<>();
    private final List<Long> cuts = new ArrayList<>();
    private int cut;
    private RollingEdits edits;

    /** @param spare whether the numbers of trunks that one node owns have another trunk, for when nobody owns them */
    Rolling(Cluster cluster, Scale scale, boolean spare) throws IOException, InterruptedException {
        this.cluster = cluster;
        cluster.save("plain", PLAIN, "");
        cluster.saveTrunk("registered", REGISTERED, registrar.members("registered"));
        cluster.saveTrunk(
                "capped",
                CAPPED,
                "\"sipUri\":\"sip:%s\",\"authMethod\":\"ip_only\",\"maxConcurrentCalls\":%d"
                        .formatted(capped.hostPort(), CAP));
        if (spare) {
            cluster.save("spare", "+493010009", "\"priority\":1");
            for (var number : List.of(REGISTERED, CAPPED)) {
                cluster.link("spare", number);
            }
        }
        cluster.api(0).awaitReady(Duration.ofSeconds(20), () -> {});
        Patience.await("the trunk is registered", () -> !registrar.seen().isEmpty());
        brief = new RoamingCalls(cluster.sip(), List.of(PLAIN, REGISTERED), 200, scale.seed());
        running = new RoamingCalls(cluster.sip(), List.of(PLAIN, REGISTERED), 12_000, scale.seed() + 1);
        crowd = new RoamingCalls(cluster.sip(), List.of(CAPPED), 2_000, scale.seed() + 2);
    }

    Rolling begin() throws InterruptedException {
        edits = new RollingEdits(cluster.web(), 5);
        brief.at(20);
        running.at(3);
        crowd.at(6);
        Thread.sleep(SETTLED.toMillis());
        return this;
    }

    /**
     * Stops each node in turn, and starts that of a release in its place.
     *
     * @param theyDrain whether those that are stopped know how to
     */
    void replaceNodes(Path release, boolean theyDrain) throws IOException, InterruptedException {
        for (int at = 0; at < Cluster.MEMBERS; at++) {
            if (!theyDrain) {
                cuts.add(System.nanoTime());
            }
            nodesStopped.add(cluster.restartNode(at, release));
            Thread.sleep(SETTLED.toMillis());
        }
    }

    /** The same with each service. */
    void replaceServices(Path release) throws IOException, InterruptedException {
        for (int at = 0; at < Cluster.MEMBERS; at++) {
            servicesStopped.add(cluster.restartService(at, release));
            Thread.sleep(SETTLED.toMillis());
        }
    }

    /** @param rows the key of Redis in which those who run at the end have their trunks */
    Notes judge(Notes notes, String rows) throws IOException, InterruptedException {
        var answers = edits.stop();
        var shortOnes = withoutCut(brief.stop());
        var longOnes = withoutCut(running.stop());
        var crowded = withoutCut(crowd.stop());
        calls(notes, "calls", shortOnes);
        calls(notes, "calls of up to 12 s, re-negotiated", longOnes);
        crowd(notes, crowded);
        registrations(notes);
        notes.hold(
                RollingEdits.lost(answers) == 0,
                "%d of %d requests to the API lost%s",
                RollingEdits.lost(answers),
                answers.size(),
                RollingEdits.failures(answers));
        cluster.api(0).awaitReady(Duration.ofSeconds(20), () -> {});
        try (var redis = cluster.redisClient()) {
            notes.hold(
                    missing(redis, rows) == 0, "%d of %d edits are not in Redis", missing(redis, rows), edits.saved());
        }
        if (!cuts.isEmpty()) {
            notes.say(
                    "%d calls were being set up at a node of that release when it was stopped, and ended with it", cut);
        }
        return notes.say(
                "a node stopped within %.1f s, a service within %.1f s",
                longest(nodesStopped), longest(servicesStopped));
    }

    // A node that does not drain takes with it what it is setting up.
    private List<Ran> withoutCut(List<Ran> ran) {
        var others = ran.stream()
                .filter(call -> call.status() != 0 || cuts.stream().noneMatch(moment -> isAround(call.at(), moment)))
                .toList();
        cut += ran.size() - others.size();
        return others;
    }

    private static boolean isAround(long begun, long moment) {
        return begun < moment + SET_UP.toNanos() && begun > moment - SET_UP.toNanos();
    }

    private static double longest(List<Double> seconds) {
        return seconds.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    private static void calls(Notes notes, String what, List<Ran> ran) {
        long failed = ran.stream().filter(call -> !call.began()).count();
        long broken =
                ran.stream().filter(call -> call.began() && !call.isWhole()).count();
        notes.hold(
                !ran.isEmpty() && failed == 0 && broken == 0,
                "%d of %d %s failed, %d broken%s",
                failed,
                ran.size(),
                what,
                broken,
                RoamingCalls.failures(ran));
    }

    // Whoever finds no place hears so; nothing else may happen to a call.
    private void crowd(Notes notes, List<Ran> ran) {
        var others =
                ran.stream().filter(call -> !call.said().equals("cap-reached")).toList();
        calls(notes, "calls that found a place on the capped trunk", others);
        notes.hold(
                capped.most() == CAP,
                "%d calls at once at most, the cap is %d, %d were refused for it",
                capped.most(),
                CAP,
                ran.size() - others.size());
    }

    // Who registers, in turn; the one before never comes back in between.
    private void registrations(Notes notes) {
        var turns = new ArrayList<String>();
        for (var seen : registrar.seen()) {
            if (turns.isEmpty() || !turns.get(turns.size() - 1).equals(seen.from())) {
                turns.add(seen.from());
            }
        }
        notes.hold(
                turns.size() - 1 <= nodesStopped.size(),
                "the registration went from node to node %d times in %d restarts of nodes",
                turns.size() - 1,
                nodesStopped.size());
    }

    private int missing(RedisClient redis, String rows) throws IOException {
        int missing = 0;
        for (int at = 0; at < edits.saved(); at++) {
            missing += redis.call("HEXISTS", rows, "edit-" + at).equals("1") ? 0 : 1;
        }
        return missing;
    }

    @Override
    public void close() {
        brief.close();
        running.close();
        crowd.close();
        if (edits != null) {
            edits.close();
        }
        registrar.close();
        capped.close();
    }
}
