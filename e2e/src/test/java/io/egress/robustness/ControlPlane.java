package io.egress.robustness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.launch.Product;
import io.egress.launch.Replica;
import io.egress.launch.Settings;
import io.egress.wire.Patience;
import io.egress.wire.ProxyAlone;
import io.egress.wire.RedisClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** PostgreSQL, Redis and replicas of the service: what an edit goes through before a proxy hears of it. */
final class ControlPlane implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START = Duration.ofSeconds(120);

    private final Product product;
    private final List<Replica> replicas;

    ControlPlane(int replicas) throws IOException, InterruptedException {
        var data = Files.createDirectories(Path.of("target/plane-" + System.nanoTime()))
                .toAbsolutePath();
        // What is sealed with the goldens' key can be told by Sealing.
        Files.copy(ProxyAlone.GOLDENS.resolve("proxy.keys"), data.resolve("proxy.keys"));
        product = new Product(Settings.aside(ProxyAlone.CHECKOUT, data));
        this.replicas = IntStream.range(0, replicas)
                .mapToObj(at -> product.replica(
                        "replica-" + at,
                        Map.of(
                                "QUARKUS_DATASOURCE_JDBC_URL",
                                product.postgres().url() + "?ApplicationName=replica-" + at)))
                .toList();
        product.startStores();
        // The first one migrates; the others would only wait for it.
        for (var replica : this.replicas) {
            replica.part().start();
            awaitHealthy(this.replicas.get(0));
        }
        for (var replica : this.replicas) {
            awaitHealthy(replica);
        }
    }

    List<Replica> replicas() {
        return replicas;
    }

    static void awaitHealthy(Replica replica) throws IOException, InterruptedException {
        Patience.await(replica.part().name() + " is healthy", START.toNanos(), () -> replica.api()
                .isHealthy());
    }

    Connection sql() throws SQLException {
        return DriverManager.getConnection(product.postgres().url() + "?user=postgres");
    }

    RedisClient redis() throws IOException {
        return new RedisClient(
                product.settings().redisPort(),
                Files.readString(product.settings().data().resolve("redis-password"))
                        .trim());
    }

    static long revisionIn(RedisClient redis) throws IOException {
        var revision = redis.call("HGET", "egress:2:head", "revision");
        return revision == null ? -1 : Long.parseLong(revision);
    }

    /** A hash of Redis, such as {@code egress:2:trunks}. */
    static Map<String, String> rows(RedisClient redis, String key) throws IOException {
        var words = redis.list("HGETALL", key);
        var rows = new TreeMap<String, String>();
        for (int at = 0; at < words.size(); at += 2) {
            rows.put(words.get(at), words.get(at + 1));
        }
        return rows;
    }

    static JsonNode json(String text) throws IOException {
        return JSON.readTree(text);
    }

    @Override
    public void close() {
        product.close();
    }
}
