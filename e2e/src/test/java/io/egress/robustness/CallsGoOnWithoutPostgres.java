package io.egress.robustness;

import io.egress.robustness.ApiTraffic.Answered;
import io.egress.robustness.Finding.Notes;
import io.egress.wire.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** PostgreSQL is killed, stopped and black-holed in turn, under calls and requests to the API. */
final class CallsGoOnWithoutPostgres implements Promise {
    private static final int CALLS = 20;
    private static final int REQUESTS = 10;
    private static final Duration READY = Duration.ofSeconds(5);
    private static final Duration SETTLES = Duration.ofSeconds(10);

    private record Fault(String name, Runnable begin, Runnable end) {}

    /** @param ending when PostgreSQL was let come back @param ended when it was back @param ready when the service said so */
    private record Outage(String name, long begun, long ending, long ended, long ready) {}

    @Override
    public String id() {
        return "R5";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var cables = new ArrayList<Cable>();
        try (var stage = new Stage(settings -> {
                    cables.add(new Cable(settings.postgresPort()));
                    return settings.with(
                            "QUARKUS_DATASOURCE_JDBC_URL",
                            "jdbc:postgresql://127.0.0.1:" + cables.get(0).port() + "/postgres");
                });
                var cable = cables.get(0)) {
            var product = stage.product();
            var numbers = stage.saveTrunks("plain", 5, "");
            product.api()
                    .call(
                            "PUT",
                            "/api/v1/egress-trunks/edited",
                            Stamped.request(1).toString());
            product.api().awaitReady(Duration.ofSeconds(20), () -> {});
            var service = product.part("service").processes().toList();
            try (var calls = new Traffic(stage.sip(), numbers, scale.seed());
                    var requests = new ApiTraffic(product.api(), scale.seed())) {
                calls.at(CALLS);
                requests.at(REQUESTS);
                Pause.ms(SETTLES.toMillis() / 2);
                var outages = new ArrayList<Outage>();
                for (var fault : faults(stage, cable)) {
                    outages.add(outage(stage, fault, scale));
                    Pause.ms(SETTLES.toMillis());
                }
                boolean same = product.part("service").processes().toList().equals(service);
                return judge(scale, outages, calls.stop(), requests.stop(), same);
            }
        }
    }

    private static List<Fault> faults(Stage stage, Cable cable) {
        var postgres = stage.product().postgres();
        return List.of(
                new Fault("killed", postgres::kill, postgres::start),
                new Fault("hung", postgres::freeze, postgres::thaw),
                new Fault(
                        "black-holed",
                        () -> cable.becomes(Cable.State.BLACK_HOLE),
                        () -> cable.becomes(Cable.State.WHOLE)));
    }

    private static Outage outage(Stage stage, Fault fault, Scale scale) throws Exception {
        fault.begin().run();
        long begun = System.nanoTime();
        Pause.ms(scale.outage().toMillis());
        long ending = System.nanoTime();
        fault.end().run();
        long ended = System.nanoTime();
        Patience.await("the service is ready", TimeUnit.SECONDS.toNanos(120), () -> stage.product()
                .api()
                .isHealthy());
        return new Outage(fault.name(), begun, ending, ended, System.nanoTime());
    }

    private static Finding judge(
            Scale scale, List<Outage> outages, History calls, List<Answered> answers, boolean same) {
        var notes = new Notes();
        for (int at = 0; at < outages.size(); at++) {
            var outage = outages.get(at);
            var during = calls.between(outage.begun(), outage.ended());
            var asked = answers.stream()
                    .filter(one -> one.at() >= outage.begun() && one.at() + one.took() < outage.ending())
                    .toList();
            long next = at + 1 < outages.size() ? outages.get(at + 1).begun() : Long.MAX_VALUE;
            var after = answers.stream()
                    .filter(one -> one.at() >= outage.ended() && one.at() + one.took() < next)
                    .toList();
            double ready = (Math.max(outage.ready(), last(after, one -> !one.done())) - outage.ended()) / 1e9;
            notes.hold(
                            during.allRouted(),
                            "PostgreSQL %s %d s: %d of %d calls routed%s",
                            outage.name(),
                            scale.outage().toSeconds(),
                            during.routed(),
                            during.size(),
                            during.allRouted() ? "" : " " + during.failures())
                    .hold(
                            !asked.isEmpty() && asked.stream().allMatch(Answered::putOff),
                            "%d of %d requests answered 503 with Retry-After%s",
                            asked.stream().filter(Answered::putOff).count(),
                            asked.size(),
                            others(asked))
                    .say(
                            "slowest after %.1f s",
                            asked.stream().mapToLong(Answered::took).max().orElse(0) / 1e9)
                    .hold(
                            ready <= READY.toSeconds(),
                            "ready, and nothing refused any more, %.1f s after its return",
                            ready);
        }
        var broken = answers.stream()
                .filter(one -> one.status() == 0 || one.status() >= 500 && !one.putOff())
                .toList();
        return notes.hold(
                        broken.isEmpty(),
                        "%d × 500 or no answer in 10 s of all %d requests%s",
                        broken.size(),
                        answers.size(),
                        others(broken))
                .hold(same, "the service was not restarted")
                .hold(calls.allRouted(), "%d of all %d calls routed", calls.routed(), calls.size())
                .found();
    }

    private static long last(List<Answered> answers, Predicate<Answered> which) {
        return answers.stream().filter(which).mapToLong(Answered::at).max().orElse(0);
    }

    private static String others(List<Answered> answers) {
        var others = new TreeMap<String, Integer>();
        answers.stream()
                .filter(one -> !one.putOff())
                .forEach(one -> others.merge(one.what() + ": " + one.status(), 1, Integer::sum));
        return others.isEmpty() ? "" : " " + others;
    }
}
