package io.egress.robustness;

import com.fasterxml.jackson.databind.JsonNode;
import io.egress.launch.Api;
import io.egress.launch.LaunchException;
import io.egress.launch.Replica;
import io.egress.wire.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The whole product with a second service beside its own, both with the same keys. */
final class TwoServices implements AutoCloseable {
    private static final String ROTATION = "/api/v1/key-rotation";
    private static final Duration START = Duration.ofSeconds(180);

    private final Stage stage;
    private final List<Replica> both;
    private final Random random;
    private final StringBuffer told = new StringBuffer();
    private KeyFile keys;

    TwoServices(long seed) throws IOException, InterruptedException {
        random = new Random(seed);
        stage = new Stage(settings -> {
            keys = new KeyFile(settings.data().resolve("turning.keys"), seed);
            keys.hold("k1");
            return settings.with("EGRESS_AT_REST_KEYS_FILE", keys.path().toString());
        });
        var product = stage.product();
        var first =
                new Replica(product.part("service"), new Api(product.settings().serviceOrigin(), product.token()));
        both = List.of(first, product.replica("second", Map.of()));
        start(both.get(1));
    }

    void start(Replica one) throws IOException, InterruptedException {
        one.part().start();
        awaitHealthy(one);
    }

    void awaitHealthy(Replica one) throws IOException, InterruptedException {
        Patience.await(one.part().name() + " is healthy", START.toNanos(), () -> one.api()
                .isHealthy());
    }

    /** One after the other, so that one is always there. */
    void restart() throws IOException, InterruptedException {
        for (var one : both) {
            one.part().stop();
            start(one);
        }
    }

    Replica first() {
        return both.get(0);
    }

    Replica second() {
        return both.get(1);
    }

    /** One of both, by chance, if it is there. */
    Api anyApi() {
        var one = both.get(random.nextInt(2));
        return (one.part().isAlive() ? one : both.get(1 - both.indexOf(one))).api();
    }

    KeyFile keys() {
        return keys;
    }

    /** Writes these keys in this order; whoever starts has them. */
    void hold(String... ids) {
        keys.hold(ids);
    }

    /** One more service, for a start that shall fail. */
    Replica another(String name, Map<String, String> environment) {
        return stage.product().replica(name, environment);
    }

    String proxyKeys() throws IOException {
        return Files.readString(stage.product().settings().data().resolve("proxy.keys"))
                .trim();
    }

    String databaseUrl() {
        return stage.product().postgres().url();
    }

    InetSocketAddress sip() {
        return stage.sip();
    }

    void awaitSynced(Duration patience) {
        stage.product().api().awaitReady(patience, () -> {});
    }

    /** How far the rotation is, as one of both says. */
    JsonNode rotation() {
        while (true) {
            try {
                var state = anyApi().call("GET", ROTATION, null);
                told.append(state);
                return state;
            } catch (LaunchException | UncheckedIOException e) {
                Pause.ms(50);
            }
        }
    }

    void rotate(Replica one) {
        told.append(one.api().call("POST", ROTATION, null));
    }

    void stopRotating(Replica one) {
        one.api().call("DELETE", ROTATION, null);
    }

    String answer(String path) throws IOException {
        var answer = anyApi().send("GET", path, null);
        told.append(answer.body());
        return answer.statusCode() + " " + answer.body();
    }

    /** Words of clear values and of keys that are in answers or logs. */
    List<String> leaks() throws IOException {
        var seen = new StringBuilder(told);
        try (var logs = Files.walk(stage.product().settings().data().resolve("logs"))) {
            for (var log : logs.filter(Files::isRegularFile).toList()) {
                seen.append(Files.readString(log, StandardCharsets.ISO_8859_1));
            }
        }
        var words = new ArrayList<>(keys.texts());
        words.add(WrittenSecrets.CLEAR);
        words.add("as-it-was");
        return words.stream().filter(word -> seen.indexOf(word) >= 0).toList();
    }

    @Override
    public void close() {
        stage.close();
    }
}
