package io.egress.robustness;

import io.egress.launch.Api;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Passwords of trunks and values of variables, and what of each may be there: the last one that was acknowledged. */
final class WrittenSecrets {
    /** What every clear text begins with. */
    static final String CLEAR = "s9-clear-";

    private static final int WRITERS = 4;
    private static final String QUERY = """
            SELECT 'trunk/' || trunk_id || '/authPass', auth_pass FROM trunk WHERE auth_pass IS NOT NULL
            UNION ALL SELECT 'variable/' || team || '/' || name, value FROM variable WHERE type = 'secret'""";

    private final Supplier<Api> api;
    private final List<String> places;
    private final Map<String, Set<String>> possible = new ConcurrentHashMap<>();
    private final AtomicInteger serial = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();

    /** @param api the way to a service that is there, asked anew for each request */
    WrittenSecrets(int trunks, int variables, Supplier<Api> api) {
        this.api = api;
        places = new ArrayList<>();
        IntStream.range(0, trunks).forEach(at -> places.add("trunk/kept-" + at + "/authPass"));
        IntStream.range(0, variables).forEach(at -> places.add("variable/default/KEPT_" + at));
    }

    /** The clear text is unlike any other, and nowhere else. */
    private void write(String place) {
        var clear = CLEAR + serial.incrementAndGet() + "-" + place.hashCode();
        var name = place.split("/");
        boolean trunk = name[0].equals("trunk");
        var path = trunk ? "/api/v1/egress-trunks/" + name[1] : "/api/v1/variables/" + name[2];
        var body = trunk ? """
                {"name":"Kept","sipUri":"sip:127.0.10.1","enabled":true,"transport":"udp","authMethod":"digest",
                 "authUser":"bot","authPass":"%s","callerIdMode":"passthrough"}""".formatted(clear) : "{\"type\":\"secret\",\"value\":\"%s\"}".formatted(clear);
        var before = possible.getOrDefault(place, Set.of());
        if (isDone(path, body)) {
            possible.put(place, Set.of(clear));
            acknowledged.incrementAndGet();
        } else {
            // Nobody knows whether it was stored.
            var both = new HashSet<>(before);
            both.add(clear);
            possible.put(place, Set.copyOf(both));
        }
    }

    private boolean isDone(String path, String body) {
        try {
            return api.get().send("PUT", path, body).statusCode() / 100 == 2;
        } catch (IOException e) {
            return false;
        }
    }

    void writeAll() throws InterruptedException {
        inParallel(writer -> {
            for (int at = writer; at < places.size(); at += WRITERS) {
                write(places.get(at));
            }
        });
    }

    /** Each writer has places of its own, so that the order of its edits is known. */
    Runnable writeOn(AtomicBoolean going, long seed) {
        return () -> {
            try {
                inParallel(writer -> {
                    var random = new Random(seed + writer);
                    while (going.get()) {
                        write(places.get(random.nextInt(places.size() / WRITERS) * WRITERS + writer));
                    }
                });
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private interface Writing {
        void by(int writer);
    }

    private static void inParallel(Writing writing) throws InterruptedException {
        var pool = Executors.newFixedThreadPool(WRITERS);
        IntStream.range(0, WRITERS).forEach(writer -> pool.submit(() -> writing.by(writer)));
        pool.shutdown();
        pool.awaitTermination(1, TimeUnit.HOURS);
    }

    int count() {
        return places.size();
    }

    int acknowledged() {
        return acknowledged.get();
    }

    /** Where something else is kept than what was written last. */
    List<String> lost(Connection sql, KeyFile keys) throws SQLException {
        var stored = stored(sql);
        return places.stream()
                .filter(place -> stored.get(place) == null
                        || keys.open(stored.get(place), place)
                                .filter(possible.get(place)::contains)
                                .isEmpty())
                .toList();
    }

    /** By place. */
    static Map<String, String> stored(Connection sql) throws SQLException {
        var stored = new TreeMap<String, String>();
        try (var statement = sql.createStatement();
                var rows = statement.executeQuery(QUERY)) {
            while (rows.next()) {
                stored.put(rows.getString(1), rows.getString(2));
            }
        }
        return stored;
    }
}
