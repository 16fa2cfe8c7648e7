package io.egress.bench;

import java.util.ArrayList;
import java.util.concurrent.TimeUnit;

/** P4: how long an INVITE takes to the first ringing while Redis is stopped, beside a healthy one. */
final class HungRedis {
    private static final int CALLS = 600;
    private static final int PER_SECOND = 200;
    private static final String NUMBER = "+493012345";
    private static final double HOLD = 1.2;

    private HungRedis() {}

    static void measure(Place place) {
        try (var carrier = new Carrier(place, "carrier.xml");
                var proxy = new Proxy(
                        place,
                        "p4",
                        place.checkout(),
                        Rows.of(10, 100, carrier)
                                .with("capped", Rows.trunk("capped", 50, ",\"maxCalls\":100000", carrier), NUMBER))) {
            compare(proxy, Rows.baseNumbers(1).get(0), "unlimited trunk");
            compare(proxy, NUMBER, "capped trunk");
        }
    }

    private static void compare(Proxy proxy, String number, String which) {
        p99(proxy, number);
        var ratios = new ArrayList<Double>();
        for (int at = 0; at < Pairs.COUNT; at++) {
            double healthy = p99(proxy, number);
            proxy.redis().freeze();
            pause();
            double hung;
            try {
                hung = p99(proxy, number);
            } finally {
                proxy.redis().thaw();
            }
            pause();
            ratios.add(hung / healthy);
        }
        Report.atMost("P4", "p99 from INVITE to 180, Redis hung ÷ healthy, " + which, Spread.of(ratios), HOLD);
    }

    private static double p99(Proxy proxy, String number) {
        return new Stopwatch(proxy, number).p99(CALLS, PER_SECOND);
    }

    // Until the sync process has noticed.
    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            throw new BenchException("interrupted", e);
        }
    }
}
