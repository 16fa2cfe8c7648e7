package io.egress.robustness;

import io.egress.launch.Ports;
import io.egress.robustness.Finding.Notes;
import io.egress.sip.Asked;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.StreamWire;
import io.egress.wire.Authority;
import io.egress.wire.ProxyAlone;
import io.egress.wire.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Carriers that can't prove who they are get nothing; certificates are replaced under traffic; every message of a trunk
 * shows that trunk's certificate and no other, all trunks at one address.
 */
final class TlsIsKept implements Promise {
    private static final String HOST = "127.0.10.1";
    private static final int TRUNKS = 3;
    private static final int RATE = 30;

    @Override
    public String id() {
        return "S8";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var notes = new Notes();
        var authority = new Authority("Carriers' CA");
        var server = authority.identity("server", "ip:" + HOST);
        var ca = authority.file();
        try (var proxy = new ProxyAlone(settings -> settings.withCarrierCa(ca).with("EGRESS_TLS_POOL", Ports.freeRange(40)))) {
            impostors(proxy, authority, notes);
            oldTls(proxy, server, notes);
            identities(proxy, authority, server, scale, notes);
        }
        return notes.found();
    }

    private static void impostors(ProxyAlone proxy, Authority authority, Notes notes) throws Exception {
        var bad = Map.of("wrong CA", new Authority("Stranger's CA").identity("unknown", "ip:" + HOST),
                "expired", authority.expired("expired", "ip:" + HOST),
                "wrong name", authority.identity("other", "dns:other.test,ip:127.0.10.2"));
        var rows = new ArrayList<Row>();
        var carriers = new ConcurrentHashMap<String, ScriptedCarrier>();
        try {
            for (var one : bad.entrySet()) {
                var id = one.getKey().replace(' ', '-').toLowerCase();
                var carrier = new ScriptedCarrier(id, StreamWire.tls(one.getValue().context(), false, HOST, Ports.free()),
                        Script.accepts());
                carriers.put(one.getKey(), carrier);
                rows.add(Row.trunk(id).transport("tls").at(carrier.hostPort()));
                rows.add(Row.number(Roads.number(carriers.size()), id));
            }
            proxy.write(rows.toArray(Row[]::new));
            proxy.awaitReport("all are known not to be ready", report -> report.path("notReady").size() == bad.size()
                    && !report.path("notReady").toString().contains("being verified"));
            int refused = 0;
            for (int at = 1; at <= bad.size(); at++) {
                for (int count = 0; count < 20; count++) {
                    refused += Traffic.place(proxy.agent(), Roads.number(at)).status() == 503 ? 1 : 0;
                }
            }
            long reached = carriers.values().stream().filter(carrier -> carrier.awaitAny(Duration.ofMillis(200)).isPresent()).count();
            notes.hold(refused == 20 * bad.size() && reached == 0, "wrong CA, expired, wrong name: %d of %d calls refused, "
                    + "%d carriers reached", refused, 20 * bad.size(), reached);
        } finally {
            carriers.values().forEach(ScriptedCarrier::close);
        }
    }

    private static void oldTls(ProxyAlone proxy, Authority.Identity server, Notes notes) throws Exception {
        var refusing = OldTls.server(server.context(), HOST, Ports.free());
        try {
            proxy.write(Row.trunk("old").transport("tls").at(HOST + ":" + refusing.port()), Row.number(Roads.number(1), "old"));
            proxy.awaitReport("the old one is known not to be ready", report -> report.path("notReady").size() == 1
                    && !report.path("notReady").toString().contains("being verified"));
            int status = Traffic.place(proxy.agent(), Roads.number(1)).status();
            notes.hold(status == 503 && refusing.handshakes() == 0, "a carrier with TLS 1.1 alone: %d, %d handshakes", status,
                    refusing.handshakes());
            notes.hold(!OldTls.isAccepted(proxy.sips()), "our own socket refuses TLS 1.1");
        } finally {
            refusing.close();
        }
    }

    private static void identities(ProxyAlone proxy, Authority authority, Authority.Identity server, Scale scale, Notes notes)
            throws Exception {
        var wanted = new ConcurrentHashMap<String, List<String>>();
        var wrong = new AtomicInteger();
        var seen = new AtomicInteger();
        var accepts = Script.accepts();
        try (var carrier = new ScriptedCarrier("carrier", StreamWire.tls(server.context(), true, HOST, Ports.free()), asked -> {
            seen.incrementAndGet();
            wrong.addAndGet(wanted.getOrDefault(trunkOf(asked), List.of()).contains(shown(asked)) ? 0 : 1);
            accepts.on(asked);
        })) {
            var numbers = new ArrayList<String>();
            var rows = new ArrayList<Row>();
            for (int at = 0; at < TRUNKS; at++) {
                rows.add(trunk(at, carrier, authority.identity("client-" + at + "-0", "dns:client"), 0, wanted));
                rows.add(Row.number(Roads.number(at), "mutual-" + at));
                numbers.add(Roads.number(at));
            }
            rows.add(Row.trunk("plain").transport("tls").at(carrier.hostPort()).override("plain"));
            rows.add(Row.number(Roads.number(TRUNKS), "plain"));
            wanted.put("plain", List.of("nobody"));
            numbers.add(Roads.number(TRUNKS));
            proxy.load(rows.toArray(Row[]::new));
            int rotations = scale.of(5);
            try (var traffic = new Traffic(proxy.sip(), numbers, scale.seed()).at(RATE)) {
                for (int rotation = 1; rotation <= rotations; rotation++) {
                    Thread.sleep(1_000);
                    int at = rotation % TRUNKS;
                    proxy.publish(trunk(at, carrier, authority.identity("client-" + at + "-" + rotation, "dns:client"), rotation,
                            wanted));
                    Thread.sleep(1_000);
                }
                var history = traffic.stop();
                notes.hold(history.allRouted(), "%d certificates replaced: %d of %d calls routed%s", rotations, history.routed(),
                                history.size(), history.allRouted() ? "" : " " + history.failures())
                        .hold(wrong.get() == 0, "%d of %,d messages on the connection of another", wrong.get(), seen.get());
            }
        }
    }

    // While a certificate is replaced its trunk may show the old one or the new one.
    private static Row.Trunk trunk(int at, ScriptedCarrier carrier, Authority.Identity client, int rotation,
            Map<String, List<String>> wanted) throws Exception {
        var id = "mutual-" + at;
        var all = new ArrayList<>(wanted.getOrDefault(id, List.of()));
        all.add(client.subject());
        wanted.put(id, all);
        return Row.trunk(id).transport("tls").at(carrier.hostPort()).certificate(client.pem()).override(id)
                .priority(50 + rotation % 2);
    }

    // Each trunk shows its own ID as the caller.
    private static String trunkOf(Asked asked) {
        return asked.message().address("From").replaceFirst("sip:([^@]*)@.*", "$1");
    }

    private static String shown(Asked asked) {
        return asked.shown().isEmpty() ? "nobody" : asked.shown().get(0).getSubjectX500Principal().getName();
    }
}
