package io.egress.bench;

import java.util.ArrayList;
import java.util.Comparator;

/** P9: a save and a page over HTTP, beside the SQL that they come to. */
final class Crud {
    private static final int WARM = 300;
    private static final int COUNT = 100;

    private Crud() {}

    static void measure(Place place) {
        try (var service = new Service(place, "p9", place.checkout())) {
            service.fill(10_000, 100_000);
            Runnable save =
                    () -> service.api().call("PUT", Service.TRUNKS + "/" + Service.trunkId(1), Service.trunk(1));
            Runnable page = () -> service.api().call("GET", Service.TRUNKS + "?limit=100", null);
            compare(place, service, "PUT of a trunk", save, 4);
            compare(place, service, "list of 100 of 10,000", page, 3);
        }
    }

    private static void compare(Place place, Service service, String what, Runnable request, double hold) {
        median(request, WARM);
        var statements = service.statements(request);
        var floor = new PgBench(
                place, what.split(" ")[0], service.product().settings().postgresPort(), statements);
        floor.median(COUNT);
        var ratios = new ArrayList<Double>();
        for (int at = 0; at < Pairs.COUNT; at++) {
            ratios.add(median(request, COUNT) / floor.median(COUNT));
        }
        Report.atMost(
                "P9",
                "p50 of a " + what + " ÷ its " + statements.size() + " statements by pgbench",
                Spread.of(ratios),
                hold);
    }

    private static double median(Runnable request, int count) {
        var took = new ArrayList<Double>();
        for (int at = 0; at < count; at++) {
            long start = System.nanoTime();
            request.run();
            took.add((System.nanoTime() - start) / 1e6);
        }
        took.sort(Comparator.naturalOrder());
        return took.get(count / 2);
    }
}
