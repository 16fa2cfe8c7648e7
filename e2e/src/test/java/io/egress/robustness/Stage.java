package io.egress.robustness;

import io.egress.launch.Ports;
import io.egress.launch.Product;
import io.egress.launch.Settings;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.wire.ProxyAlone;
import io.egress.wire.RedisClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The whole product, with a cable between its Redis and everybody else, and carriers that take every call. */
final class Stage implements AutoCloseable {
    private static final String REDIS_PASSWORD = "a-password-for-tests-alone";

    private final Product product;
    private final Cable cable;
    private final Map<String, ScriptedCarrier> carriers = new ConcurrentHashMap<>();

    Stage() throws IOException {
        this(settings -> settings);
    }

    Stage(UnaryOperator<Settings> change) throws IOException {
        var data = Files.createDirectories(Path.of("target/stage-" + System.nanoTime()))
                .toAbsolutePath();
        Files.writeString(data.resolve("redis-password"), REDIS_PASSWORD + "\n");
        var settings = Settings.aside(ProxyAlone.CHECKOUT, data);
        cable = new Cable(settings.redisPort());
        product = new Product(change.apply(settings.with("EGRESS_REDIS_PORT", Integer.toString(cable.port()))
                .with("QUARKUS_REDIS_HOSTS", "redis://:" + REDIS_PASSWORD + "@127.0.0.1:" + cable.port())));
        product.start();
    }

    Product product() {
        return product;
    }

    Cable cable() {
        return cable;
    }

    InetSocketAddress sip() {
        return new InetSocketAddress(
                product.settings().sipHost(), product.settings().sipPort());
    }

    RedisClient redis() throws IOException {
        return new RedisClient(product.settings().redisPort(), REDIS_PASSWORD);
    }

    /** A carrier of its own for a trunk; its name is the trunk's. */
    ScriptedCarrier carrier(String trunkId) {
        return carriers.computeIfAbsent(
                trunkId, name -> new ScriptedCarrier(name, "127.0.10.1", Ports.free(), Script.accepts()));
    }

    /** Saves a trunk, a base number that uses it alone, and a carrier that takes its calls. @param more JSON members */
    void save(String trunkId, String number, String more) {
        product.api().call("PUT", "/api/v1/base-numbers/" + number, "{}");
        product.api().call("PUT", "/api/v1/egress-trunks/" + trunkId, """
                {"name":"%s","sipUri":"sip:%s","enabled":true,"transport":"udp","authMethod":"ip_only",
                 "callerIdMode":"base_number","baseNumbers":["%s"]%s}""".formatted(
                        trunkId, carrier(trunkId).hostPort(), number, more.isEmpty() ? "" : "," + more));
    }

    /** Saves so many trunks, each with a base number; the numbers. */
    List<String> saveTrunks(String name, int count, String more) {
        var numbers = new ArrayList<String>();
        for (int at = 0; at < count; at++) {
            numbers.add("+4930" + (1_000_000 + numbersGiven++));
            save(name + "-" + at, numbers.get(at), more);
        }
        return numbers;
    }

    private int numbersGiven;

    @Override
    public void close() {
        carriers.values().forEach(ScriptedCarrier::close);
        product.close();
        cable.close();
    }
}
