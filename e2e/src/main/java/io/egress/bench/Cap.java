package io.egress.bench;

import java.util.ArrayList;
import java.util.List;

/** P10: how many calls of a burst a cap lets through, beside a cap that counts answered calls. */
final class Cap {
    static final int CAP = 10;
    private static final int BURST = 30 * CAP;
    private static final String NUMBER = "+493012345";

    private Cap() {}

    static void measure(Place place) {
        try (var carrier = new Carrier(place, "carrier-slow.xml");
                var proxy = new Proxy(
                        place,
                        "p10",
                        place.checkout(),
                        Rows.of(2, 1, carrier)
                                .with("capped", Rows.trunk("capped", 50, ",\"maxCalls\":" + CAP, carrier), NUMBER));
                var peer = new Bare(place, "cap-at-answer.cfg", "fm", carrier.hostPort())) {
            var calls = new Calls(place, "burst", List.of(NUMBER));
            Report.exactly("P10", "calls admitted ÷ cap, a 30-fold burst", bursts(calls, proxy), 1);
            Report.beside("the same, with answered calls counted", bursts(calls, peer));
        }
    }

    private static Spread bursts(Calls calls, Kamailio kamailio) {
        var ratios = new ArrayList<Double>();
        for (int at = 0; at < Pairs.COUNT; at++) {
            ratios.add((double) calls.burst(kamailio, BURST) / CAP);
        }
        return Spread.of(ratios);
    }
}
