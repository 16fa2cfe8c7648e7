package io.egress.bench;

import io.egress.launch.Part;
import io.egress.wire.RedisClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** P7: how long the service takes to fill an emptied Redis, beside {@code redis-cli --pipe} with the same rows. */
final class Heal {
    private static final int TRUNKS = 10_000;
    private static final int NUMBERS = 100_000;
    private static final List<String> KEYS = List.of("egress:2:trunks", "egress:2:numbers");

    private Heal() {}

    static void measure(Place place) {
        try (var service = new Service(place, "p7", place.checkout());
                var redis = service.redis();
                var bare = new BareRedis(place)) {
            service.fill(TRUNKS, NUMBERS);
            var rows = place.data().resolve("p7-rows");
            Files.write(rows, commands(redis));
            heal(redis);
            bare.pipe(rows);
            var ratios = new ArrayList<Double>();
            for (int at = 0; at < Pairs.COUNT; at++) {
                ratios.add(heal(redis) / bare.pipe(rows));
            }
            Report.atMost(
                    "P7", "full heal of 10,000 trunks and 100,000 numbers ÷ redis-cli --pipe", Spread.of(ratios), 3);
        } catch (IOException e) {
            throw new BenchException("the rows can't be read", e);
        }
    }

    // Seconds from the loss to the last row; the script that writes them all is one moment.
    private static double heal(RedisClient redis) throws IOException {
        redis.call("FLUSHALL");
        long start = System.nanoTime();
        Service.await("Redis is filled again", () -> Service.revision(redis) >= 0);
        return (System.nanoTime() - start) / 1e9;
    }

    private static byte[] commands(RedisClient redis) throws IOException {
        var text = new StringBuilder();
        for (var key : KEYS) {
            var rows = redis.list("HGETALL", key);
            for (int at = 0; at < rows.size(); at += 2) {
                text.append("*4\r\n");
                for (var word : List.of("HSET", key, rows.get(at), rows.get(at + 1))) {
                    text.append('$')
                            .append(word.getBytes(StandardCharsets.UTF_8).length)
                            .append("\r\n")
                            .append(word)
                            .append("\r\n");
                }
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A Redis that nobody else writes to, with the settings of the product's. */
    private static final class BareRedis implements AutoCloseable {
        private final Place place;
        private final int port = Place.port();
        private final Part server;

        BareRedis(Place place) throws IOException {
            this.place = place;
            server = place.part(
                    "bare-redis",
                    List.of(
                            place.program("usr/bin/redis-server"),
                            "--bind",
                            "127.0.0.1",
                            "--port",
                            Integer.toString(port),
                            "--dir",
                            place.directory("bare-redis").toString(),
                            "--appendonly",
                            "yes",
                            "--save",
                            ""));
            server.start();
            Service.await("Redis answers", () -> cli(null, "PING"));
        }

        double pipe(Path rows) {
            cli(null, "FLUSHALL");
            long start = System.nanoTime();
            if (!cli(rows, "--pipe")) {
                throw new BenchException("redis-cli --pipe failed");
            }
            return (System.nanoTime() - start) / 1e9;
        }

        private boolean cli(Path input, String word) {
            var builder = new ProcessBuilder(place.program("usr/bin/redis-cli"), "-p", Integer.toString(port), word)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(place.environment());
            if (input != null) {
                builder.redirectInput(input.toFile());
            }
            try {
                return builder.start().waitFor() == 0;
            } catch (IOException | InterruptedException e) {
                throw new BenchException("redis-cli can't be run", e);
            }
        }

        @Override
        public void close() {
            server.stop();
        }
    }
}
