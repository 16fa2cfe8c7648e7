package io.egress.robustness;

import io.egress.launch.Ports;
import io.egress.robustness.Finding.Notes;
import io.egress.sip.Asked;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.StreamWire;
import io.egress.wire.Authority;
import io.egress.wire.Patience;
import io.egress.wire.ProxyAlone;
import io.egress.wire.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Three trunks call one address over TLS, two with certificates that are replaced again and again, one with none: no call
 * fails, and no request shows the certificate of another trunk, or one that was replaced before its call began. Carriers
 * with a wrong CA, an expired certificate or another's name get no call.
 */
final class CertificatesTurnOver implements Promise {
    private static final String HOST = "127.0.10.1";
    private static final String NOBODY = "nobody";
    private static final int CERTIFICATES = 12;
    private static final int CALLS_A_SECOND = 20;

    private record Shown(String number, String subject) {}

    private final Queue<Shown> seen = new ConcurrentLinkedQueue<>();
    private final Map<String, Set<String>> allowed = new ConcurrentHashMap<>();

    @Override
    public String id() {
        return "S8";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var notes = new Notes();
        var authority = new Authority("Carriers' CA");
        var ca = authority.file();
        try (var proxy = new ProxyAlone(settings -> settings.withCarrierCa(ca)
                        .with("EGRESS_TLS_POOL", Ports.freeRange(CERTIFICATES))
                        .with("EGRESS_SHM_MB", "256"));
                var carrier = carrier(authority.identity("carrier", "ip:" + HOST))) {
            turnOver(notes, proxy, carrier, authority, scale);
            wrongOnesGetNoCall(notes, proxy, authority);
        }
        return notes.found();
    }

    private ScriptedCarrier carrier(Authority.Identity identity) throws Exception {
        var taking = Script.accepts();
        return new ScriptedCarrier("carrier", StreamWire.tls(identity.context(), true, HOST, Ports.free()), asked -> {
            seen.add(new Shown(caller(asked), subject(asked)));
            taking.on(asked);
        });
    }

    // The trunks show the base number, each its own.
    private static String caller(Asked asked) {
        var from = asked.message().address("From");
        return from.substring(from.indexOf(':') + 1, from.indexOf('@'));
    }

    private static String subject(Asked asked) {
        return asked.shown().isEmpty()
                ? NOBODY
                : asked.shown().get(0).getSubjectX500Principal().getName();
    }

    private void turnOver(Notes notes, ProxyAlone proxy, ScriptedCarrier carrier, Authority authority, Scale scale)
            throws Exception {
        var numbers = List.of(Roads.number(0), Roads.number(1), Roads.number(2));
        var certificates = new ArrayList<Authority.Identity>();
        for (int at = 0; at < CERTIFICATES; at++) {
            certificates.add(authority.identity("client-" + at, "dns:client-" + at));
        }
        numbers.forEach(number -> allowed.put(number, ConcurrentHashMap.newKeySet()));
        allowed.get(numbers.get(2)).add(NOBODY);
        proxy.load(
                trunk(carrier, 0, certificates.get(0)),
                trunk(carrier, 1, certificates.get(1)),
                Row.trunk("road-2").transport("tls").at(carrier.hostPort()),
                Row.number(numbers.get(0), "road-0"),
                Row.number(numbers.get(1), "road-1"),
                Row.number(numbers.get(2), "road-2"));
        allowed.get(numbers.get(0)).add(certificates.get(0).subject());
        allowed.get(numbers.get(1)).add(certificates.get(1).subject());
        int late = 0;
        int turns = 0;
        History history;
        try (var traffic = new Traffic(proxy.sip(), numbers, scale.seed())) {
            traffic.at(CALLS_A_SECOND);
            for (int next = 2; next < CERTIFICATES; next++, turns++) {
                var number = numbers.get(next % 2);
                var fresh = certificates.get(next).subject();
                allowed.get(number).add(fresh);
                proxy.publish(trunk(carrier, next % 2, certificates.get(next)));
                Patience.await("new calls show the new certificate", () -> seen.contains(new Shown(number, fresh)));
                // Requests that were under way when the certificate changed are through.
                Thread.sleep(1_000);
                seen.clear();
                Thread.sleep(scale.of(3_000));
                late += seen.stream()
                        .filter(shown -> shown.number().equals(number)
                                && !shown.subject().equals(fresh))
                        .count();
                late += foreign();
            }
            history = traffic.stop();
        }
        notes.hold(
                        history.allRouted(),
                        "%d of %d calls routed while certificates were replaced %d times%s",
                        history.routed(),
                        history.size(),
                        turns,
                        history.allRouted() ? "" : ": " + history.failures())
                .hold(late == 0, "%d requests with a wrong or replaced certificate", late);
    }

    private long foreign() {
        return seen.stream()
                .filter(shown -> !allowed.get(shown.number()).contains(shown.subject()))
                .count();
    }

    private static Row trunk(ScriptedCarrier carrier, int at, Authority.Identity certificate) throws Exception {
        return Row.trunk("road-" + at).transport("tls").at(carrier.hostPort()).certificate(certificate.pem());
    }

    private void wrongOnesGetNoCall(Notes notes, ProxyAlone proxy, Authority authority) throws Exception {
        var wrong = Map.of(
                "signed by nobody",
                new Authority("Stranger's CA").identity("unknown", "ip:" + HOST),
                "expired",
                authority.expired("expired", "ip:" + HOST),
                "for another name",
                authority.identity("other", "dns:other.test"));
        for (var one : wrong.entrySet()) {
            seen.clear();
            try (var carrier = carrier(one.getValue())) {
                proxy.write(
                        Row.trunk("road-0").transport("tls").at(carrier.hostPort()),
                        Row.number(Roads.number(0), "road-0"));
                proxy.awaitReport(
                        "the reason is told",
                        report -> report.at("/notReady/0/reason").asText().contains("shows a certificate"));
                var call = Traffic.place(proxy.agent(), Roads.number(0));
                notes.hold(
                        call.status() == 503 && seen.isEmpty(),
                        "a carrier whose certificate is %s: %d, %d requests",
                        one.getKey(),
                        call.status(),
                        seen.size());
            }
        }
    }
}
