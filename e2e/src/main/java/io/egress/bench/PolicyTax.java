package io.egress.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/** P1: the whole product beside a Kamailio that does no more than record_route and t_relay. */
final class PolicyTax {
    private static final double HOLD = 1.4;
    private static final String DIGEST = "+493012345";

    private PolicyTax() {}

    static void measure(Place place) {
        try (var carrier = new Carrier(place, "carrier.xml");
                var challenging = new Carrier(place, "carrier-digest.xml");
                var same = new Bare(place, "bare.cfg", "fm", carrier.hostPort());
                var stock = new Bare(place, "bare.cfg", "qm", carrier.hostPort());
                var proxy = new Proxy(place, "p1", place.checkout(), rows(place, carrier, challenging))) {
            var any = new Calls(place, "any", Rows.baseNumbers(100));
            var digest = new Calls(place, "digest", List.of(DIGEST));
            any.warm(same, stock, proxy);
            digest.warm(proxy);
            var ipOnly = Pairs.of(() -> any.through(proxy), () -> any.through(same));
            Report.atMost("P1", "CPU per call, ip_only trunk ÷ bare relay", ipOnly.cpu(), HOLD);
            Report.beside("  calls per second", ipOnly.rate());
            var challenged = Pairs.of(() -> digest.through(proxy), () -> any.through(same));
            Report.atMost("P1", "CPU per call, digest trunk ÷ bare relay without a challenge", challenged.cpu(), HOLD);
            Report.beside("  calls per second", challenged.rate());
            var asShipped = Pairs.of(() -> any.through(proxy), () -> any.through(stock));
            Report.beside("CPU per call, ip_only ÷ bare relay with Debian's memory manager", asShipped.cpu());
            Report.beside("  calls per second", asShipped.rate());
        }
    }

    // The goldens' digest trunk: its password is sealed with a key that the proxy gets.
    private static Rows rows(Place place, Carrier carrier, Carrier challenging) {
        var golden = place.checkout().resolve("kamailio/contract/goldens/digest/redis.json");
        try {
            var row = new ObjectMapper()
                    .readTree(golden.toFile())
                    .at("/trunks/acme")
                    .asText()
                    .replace("127.0.10.1", Carrier.ADDRESS)
                    .replace("25060", Integer.toString(challenging.port()));
            return Rows.of(10, 100, carrier).with("acme", row, DIGEST);
        } catch (IOException e) {
            throw new BenchException(golden + " can't be read", e);
        }
    }
}
