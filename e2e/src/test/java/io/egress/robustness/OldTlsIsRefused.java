package io.egress.robustness;

import io.egress.launch.Ports;
import io.egress.robustness.Finding.Notes;
import io.egress.wire.Authority;
import io.egress.wire.ProxyAlone;
import io.egress.wire.Row;

/** TLS before 1.2 is spoken with nobody: not with a carrier that knows nothing newer, not with an agent. */
final class OldTlsIsRefused implements Promise {
    private static final String HOST = "127.0.10.1";

    @Override
    public String id() {
        return "S8";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var authority = new Authority("Carriers' CA");
        var server = authority.identity("server", "ip:" + HOST).context();
        var ca = authority.file();
        try (var proxy = new ProxyAlone(settings -> settings.withCarrierCa(ca));
                var carrier = new OldTls(server, HOST, Ports.free())) {
            if (!OldTls.isAccepted(carrier.address())) {
                throw new IllegalStateException("this JDK does not speak TLS 1.1 even to itself");
            }
            int own = carrier.handshakes();
            proxy.write(
                    Row.trunk("old")
                            .transport("tls")
                            .host(HOST, carrier.address().getPort()),
                    Row.number(Roads.number(0), "old"));
            proxy.awaitReport(
                    "the old one is known not to be ready",
                    report -> report.path("notReady").size() == 1
                            && !report.path("notReady").toString().contains("being verified"));
            int status = Traffic.place(proxy.agent(), Roads.number(0)).status();
            int handshakes = carrier.handshakes() - own;
            return new Notes()
                    .hold(
                            status == 503 && handshakes == 0,
                            "a carrier that speaks TLS 1.1 alone: %d, %d handshakes",
                            status,
                            handshakes)
                    .hold(!OldTls.isAccepted(proxy.sips()), "an agent that does is refused")
                    .found();
        }
    }
}
