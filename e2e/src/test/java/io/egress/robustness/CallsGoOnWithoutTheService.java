package io.egress.robustness;

import io.egress.robustness.Finding.Notes;
import io.egress.wire.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The service is gone. Registrations last 10 s here, so that a minute sees as many refreshes as an hour does of those that
 * last 600 s.
 */
final class CallsGoOnWithoutTheService implements Promise {
    private static final int RATE = 10;
    private static final int LASTS_S = 10;
    private static final int TRUNKS = 5;

    @Override
    public String id() {
        return "R6";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        try (var stage = new Stage();
                var registrar = new Registrar(LASTS_S)) {
            var numbers = new ArrayList<>(stage.saveTrunks("plain", TRUNKS, ""));
            for (int at = 0; at < TRUNKS; at++) {
                numbers.add(saveRegistering(stage, registrar, at));
            }
            stage.product().api().awaitReady(Duration.ofSeconds(20), () -> {});
            Patience.await("all are registered", () -> registered(registrar) == TRUNKS);
            Patience.await("all are ready", () -> stage.product()
                    .api()
                    .call("GET", "/api/v1/sync", null)
                    .at("/nodes/0/notReady")
                    .isEmpty());
            stage.product().part("service").kill();
            long gone = System.nanoTime();
            try (var traffic = new Traffic(stage.sip(), numbers, scale.seed())) {
                traffic.at(RATE);
                Thread.sleep(scale.outage().toMillis());
                return judge(scale, traffic.stop(), registrar, gone);
            }
        }
    }

    private static String saveRegistering(Stage stage, Registrar registrar, int at) {
        var number = "+49401000" + at;
        stage.product().api().call("PUT", "/api/v1/base-numbers/" + number, "{}");
        stage.product().api().call("PUT", "/api/v1/egress-trunks/registering-" + at, """
                {"name":"Registers","enabled":true,"transport":"udp","callerIdMode":"base_number","baseNumbers":["%s"],%s}""".formatted(
                        number, registrar.members("registering-" + at)));
        return number;
    }

    private static long registered(Registrar registrar) {
        return registrar.seen().stream()
                .filter(Registrar.Seen::proven)
                .map(Registrar.Seen::user)
                .distinct()
                .count();
    }

    private static Finding judge(Scale scale, History history, Registrar registrar, long gone) {
        long fewest = Long.MAX_VALUE;
        double longest = 0;
        for (int at = 0; at < TRUNKS; at++) {
            var times = times(registrar, "registering-" + at, gone);
            fewest = Math.min(fewest, times.size());
            long before = gone;
            for (long time : times) {
                longest = Math.max(longest, (time - before) / 1e9);
                before = time;
            }
            longest = Math.max(longest, (gone + scale.outage().toNanos() - before) / 1e9);
        }
        return new Notes()
                .hold(
                        history.allRouted(),
                        "service gone %d s: %d of %d calls routed%s",
                        scale.outage().toSeconds(),
                        history.routed(),
                        history.size(),
                        history.allRouted() ? "" : " " + history.failures())
                .hold(
                        longest < LASTS_S,
                        "registrations that last %d s refreshed at least %d times each, %.1f s apart at most",
                        LASTS_S,
                        fewest,
                        longest)
                .found();
    }

    private static List<Long> times(Registrar registrar, String user, long since) {
        return registrar.seen().stream()
                .filter(one -> one.proven() && one.user().equals(user) && one.at() >= since)
                .map(Registrar.Seen::at)
                .toList();
    }
}
