package io.egress.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** P8: saves a second of the product beside those of a product that keeps no revision, no dirty set and no audit. */
final class HonestyTax {
    private static final int TRUNKS = 100;
    private static final int WARM = 500;
    private static final int SAVES = 400;

    private HonestyTax() {}

    static void measure(Place place) {
        try (var product = new Service(place, "p8", place.checkout());
                var untaxed = new Service(place, "p8-untaxed", new Untaxed(place).checkout())) {
            for (var service : new Service[] {product, untaxed}) {
                service.fill(TRUNKS, TRUNKS);
                silence(service);
                rate(service, 8, WARM);
            }
            compare(product, untaxed, 1);
            compare(product, untaxed, 8);
        }
    }

    private static void compare(Service product, Service untaxed, int clients) {
        var ratios = new ArrayList<Double>();
        for (int at = 0; at < Pairs.COUNT; at++) {
            ratios.add(rate(product, clients, SAVES) / rate(untaxed, clients, SAVES));
        }
        Report.atLeast(
                "P8",
                "PUT/s with revision, dirty set and audit ÷ without, " + clients + " at a time",
                Spread.of(ratios),
                0.8);
    }

    // Publishing is no part of it: its first command is one that Redis refuses from now on, on both sides alike.
    private static void silence(Service service) {
        try (var redis = service.redis()) {
            redis.call("ACL", "SETUSER", "default", "-type");
        } catch (IOException e) {
            throw new BenchException("Redis can't be asked", e);
        }
    }

    private static double rate(Service service, int clients, int saves) {
        var threads = Executors.newFixedThreadPool(clients);
        try {
            long start = System.nanoTime();
            var running = new ArrayList<Future<?>>();
            for (int client = 0; client < clients; client++) {
                int first = client;
                running.add(threads.submit(() -> {
                    for (int at = first; at < saves; at += clients) {
                        service.api()
                                .call(
                                        "PUT",
                                        Service.TRUNKS + "/" + Service.trunkId(1 + at % (TRUNKS - 1)),
                                        Service.trunk(at));
                    }
                }));
            }
            for (var one : running) {
                one.get();
            }
            return saves / ((System.nanoTime() - start) / 1e9);
        } catch (InterruptedException | ExecutionException e) {
            throw new BenchException("a save failed", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
