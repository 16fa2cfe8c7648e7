package io.egress.robustness;

import io.egress.launch.Ports;
import io.egress.robustness.Finding.Notes;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Trunks that register are saved, changed, disabled and deleted: each moves at once, and no other one with it. */
final class RegistrationFollowsTheSave implements Promise {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final DigestCheck CHECK = new DigestCheck("carrier.example", "bot", "s3cret", "SHA-256", true);

    private final AtomicInteger registers = new AtomicInteger();

    @Override
    public String id() {
        return "R12";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        int trunks = scale.of(40);
        var random = new Random(scale.seed());
        var saved = new ArrayList<Double>();
        var changed = new ArrayList<Double>();
        var removed = new ArrayList<Double>();
        int moved = 0;
        try (var stage = new Stage();
                var registrar = new ScriptedCarrier("registrar", "127.0.11.1", Ports.free(), counting())) {
            for (int at = 0; at < trunks; at++) {
                saved.add(seconds(stage, registrar, at, true, 0));
            }
            settle();
            for (int count = 0; count < trunks; count++) {
                int before = registers.get();
                changed.add(seconds(stage, registrar, random.nextInt(trunks), true, count + 1));
                settle();
                moved += registers.get() - before - 2;
            }
            for (int at = 0; at < trunks; at++) {
                removed.add(at % 2 == 0 ? seconds(stage, registrar, at, false, 0) : deleted(stage, registrar, at));
            }
        }
        return new Notes()
                .hold(
                        worst(saved) <= 1,
                        "REGISTER %.0f ms after the answer to the save, worst %.0f, of %d",
                        1000 * median(saved),
                        1000 * worst(saved),
                        saved.size())
                .hold(
                        worst(changed) <= 1,
                        "after a change %.0f ms, worst %.0f",
                        1000 * median(changed),
                        1000 * worst(changed))
                .hold(
                        worst(removed) <= 1,
                        "de-REGISTER after disabling or deleting %.0f ms, worst %.0f",
                        1000 * median(removed),
                        1000 * worst(removed))
                .hold(moved == 0, "%d REGISTERs of trunks that did not change", moved)
                .found();
    }

    private Script counting() {
        var usual = Script.registers().challenging(401, CHECK);
        // What tm sends once more in a busy moment is the same REGISTER.
        Script counting = asked -> {
            registers.incrementAndGet();
            usual.on(asked);
        };
        return counting.once();
    }

    // A challenged REGISTER comes twice; what else the change might have moved comes with it.
    private static void settle() throws InterruptedException {
        Thread.sleep(300);
    }

    private static double seconds(Stage stage, ScriptedCarrier registrar, int at, boolean enabled, int change) {
        stage.product().api().call("PUT", "/api/v1/egress-trunks/phone-" + at, """
                {"name":"Phone","sipUri":"sip:user%d@%s","enabled":%b,"transport":"udp","authMethod":"registration",
                 "authUser":"bot","authPass":"s3cret","callerIdMode":"passthrough","maxConcurrentCalls":0,
                 "allowedIps":["127.0.0.0/8","198.51.100.%d"]}""".formatted(
                        at, registrar.hostPort(), enabled, change));
        return awaited(registrar, at);
    }

    private static double deleted(Stage stage, ScriptedCarrier registrar, int at) {
        stage.product().api().call("DELETE", "/api/v1/egress-trunks/phone-" + at, "");
        return awaited(registrar, at);
    }

    // Seconds from now until the trunk's user asks, and again with credentials.
    private static double awaited(ScriptedCarrier registrar, int at) {
        long start = System.nanoTime();
        var first = registrar.await("REGISTER", PATIENCE).orElseThrow(() -> new IllegalStateException("no REGISTER"));
        double took = (System.nanoTime() - start) / 1e9;
        if (!first.message().address("To").startsWith("sip:user" + at + "@")) {
            throw new IllegalStateException(
                    "trunk " + at + " was saved, " + first.message().address("To") + " moved");
        }
        registrar.next("REGISTER");
        return took;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
    }

    private static double worst(List<Double> values) {
        return values.stream().max(Double::compare).orElse(0.0);
    }
}
