package io.egress.robustness;

import io.egress.robustness.Finding.Notes;
import io.egress.wire.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Redis is killed, frozen, black-holed and cut off in mid-answer in turn, under traffic: calls go on, saves too, and what
 * was saved arrives at its return.
 */
final class CallsGoOnWithoutRedis implements Promise {
    /** Enough for a p99 that a few hiccups of the machine don't make. */
    private static final int RATE = 100;

    private static final double SLOWER = 1.2;
    private static final Duration CONVERGED = Duration.ofSeconds(2);

    private record Fault(String name, Runnable begin, Runnable end) {}

    /** When it began, when it ended, and when all proxies had caught up. */
    private record Outage(Fault fault, long begun, long ended, long converged, int saved) {}

    @Override
    public String id() {
        return "R4";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        try (var stage = new Stage()) {
            var numbers = new ArrayList<>(stage.saveTrunks("plain", 5, ""));
            numbers.addAll(stage.saveTrunks("capped", 5, "\"maxConcurrentCalls\":100"));
            stage.product().api().awaitReady(Duration.ofSeconds(20), () -> {});
            try (var traffic = new Traffic(stage.sip(), numbers, scale.seed())) {
                return judge(scale, traffic, under(stage, traffic, scale));
            }
        }
    }

    private static List<Fault> faults(Stage stage) {
        var redis = stage.product().part("redis");
        var cable = stage.cable();
        return List.of(
                new Fault("killed", redis::kill, redis::start),
                new Fault("hung", redis::freeze, redis::thaw),
                new Fault(
                        "black-holed",
                        () -> cable.becomes(Cable.State.BLACK_HOLE),
                        () -> cable.becomes(Cable.State.WHOLE)),
                new Fault(
                        "cut off in mid-answer",
                        () -> cable.becomes(Cable.State.HALF_ANSWERS),
                        () -> cable.becomes(Cable.State.WHOLE)));
    }

    private static List<Outage> under(Stage stage, Traffic traffic, Scale scale) throws Exception {
        var half = scale.outage().dividedBy(2);
        var healthy = scale.outage().dividedBy(4);
        var outages = new ArrayList<Outage>();
        traffic.at(RATE);
        // The first calls pay for class loading, here and there.
        Thread.sleep(Duration.ofSeconds(5).toMillis());
        traffic.forget();
        for (var fault : faults(stage)) {
            Thread.sleep(healthy.toMillis());
            long begun = System.nanoTime();
            fault.begin().run();
            Thread.sleep(half.toMillis());
            int saved = save(stage, outages.size());
            Thread.sleep(half.toMillis());
            long ended = System.nanoTime();
            fault.end().run();
            Patience.await(
                    "the product has converged", () -> stage.product().api().isReady());
            outages.add(new Outage(fault, begun, ended, System.nanoTime(), saved));
        }
        Thread.sleep(healthy.toMillis());
        return outages;
    }

    private static int save(Stage stage, int count) throws IOException {
        return stage.product()
                .api()
                .send("PUT", "/api/v1/egress-trunks/saved-meanwhile-" + count, """
                {"name":"Saved while Redis is away","sipUri":"sip:127.0.10.1","enabled":true,"transport":"udp",
                 "authMethod":"ip_only","callerIdMode":"base_number"}""")
                .statusCode();
    }

    private static Finding judge(Scale scale, Traffic traffic, List<Outage> outages) throws InterruptedException {
        var notes = new Notes();
        var history = traffic.stop();
        var healthy = history.where(call ->
                outages.stream().noneMatch(outage -> call.at() >= outage.begun() && call.at() < outage.converged()));
        for (var outage : outages) {
            var during = history.between(outage.begun(), outage.ended());
            double ratio = during.p99() / healthy.p99();
            double converged = (outage.converged() - outage.ended()) / 1e9;
            notes.hold(
                            during.allRouted(),
                            "Redis %s %d s: %d of %d calls routed%s",
                            outage.fault().name(),
                            scale.outage().toSeconds(),
                            during.routed(),
                            during.size(),
                            during.allRouted() ? "" : " " + during.failures())
                    .hold(ratio <= SLOWER, "p99 %.2f × healthy", ratio)
                    .hold(outage.saved() == 201, "a save was answered %d", outage.saved())
                    .hold(converged <= CONVERGED.toSeconds(), "converged %.1f s after", converged);
        }
        return notes.hold(history.allRouted(), "%d of all %d calls routed", history.routed(), history.size())
                .found();
    }
}
