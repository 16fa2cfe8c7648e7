package io.egress.robustness;

import io.egress.launch.Ports;
import io.egress.robustness.Finding.Notes;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What is kept is encrypted, and changes its key while people save and call: stopped, killed and resumed at one of two
 * replicas or the other. Then keys go missing, and values are altered.
 */
final class KeysTurnOver implements Promise {
    private static final int VALUES = 2_000;
    private static final int CALLS_PER_S = 5;
    private static final String NUMBER = "+4930900001";
    private static final DigestCheck CHECK = new DigestCheck("carrier.example", "bot", "as-it-was", "SHA-256", true);

    @Override
    public String id() {
        return "S9";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var notes = new Notes();
        try (var services = new TwoServices(scale.seed());
                var carrier = new ScriptedCarrier(
                        "carrier", "127.0.10.1", Ports.free(), Script.accepts().challenging(407, CHECK));
                var sql = DriverManager.getConnection(services.databaseUrl() + "?user=postgres")) {
            var written = new WrittenSecrets(scale.of(VALUES * 9 / 10), scale.of(VALUES / 10), services::anyApi);
            written.writeAll();
            saveCalled(services, carrier);
            turnOver(services, written, sql, scale, notes);
            services.hold("k3");
            services.restart();
            notes.hold(services.rotation().path("state").asText().equals("done"), "both start without the old keys");
            new MissingKeys(services).judge(notes);
            new AlteredValues(services, sql, scale.seed()).judge(notes);
            notes.hold(services.leaks().isEmpty(), "in answers and logs in the clear: %s", services.leaks());
        }
        return notes.found();
    }

    private static void saveCalled(TwoServices services, ScriptedCarrier carrier) {
        services.anyApi().call("PUT", "/api/v1/base-numbers/" + NUMBER, "{}");
        services.anyApi().call("PUT", "/api/v1/egress-trunks/called", """
                {"name":"Called","sipUri":"sip:%s","enabled":true,"transport":"udp","authMethod":"digest","authUser":"bot",
                 "authPass":"as-it-was","callerIdMode":"base_number","baseNumbers":["%s"]}""".formatted(carrier.hostPort(), NUMBER));
        services.awaitSynced(Duration.ofSeconds(30));
    }

    /** From k1 to k2 to k3, with edits and calls all the time. */
    private static void turnOver(TwoServices services, WrittenSecrets written, Connection sql, Scale scale, Notes notes)
            throws Exception {
        var going = new AtomicBoolean(true);
        var before = written.acknowledged();
        var writers = new Thread(written.writeOn(going, scale.seed()), "writers");
        int underOldKeys = 0;
        try (var traffic = new Traffic(services.sip(), List.of(NUMBER), scale.seed())) {
            traffic.at(CALLS_PER_S);
            writers.start();
            for (var turn : List.of(new Turn(services, "k1", "k2"), new Turn(services, "k2", "k3"))) {
                turn.take();
                underOldKeys += (int) WrittenSecrets.stored(sql).values().stream()
                        .filter(text -> !text.startsWith("v1." + turn.newKey() + "."))
                        .count();
                notes.say(
                        "%s to %s: stopped %d and killed %d times in the middle",
                        turn.oldKey(), turn.newKey(), turn.stops(), turn.kills());
            }
            going.set(false);
            writers.join();
            var calls = traffic.stop();
            notes.hold(
                    calls.allRouted(),
                    "%d of %d calls routed%s",
                    calls.routed(),
                    calls.size(),
                    calls.allRouted() ? "" : " " + calls.failures());
        }
        var lost = written.lost(sql, services.keys());
        notes.hold(underOldKeys == 0, "%d under an old key at the end of a turn", underOldKeys)
                .hold(
                        lost.isEmpty(),
                        "%,d values, %,d edits meanwhile: %d lost%s",
                        written.count(),
                        written.acknowledged() - before,
                        lost.size(),
                        lost.isEmpty() ? "" : " " + lost);
    }
}
