package io.egress.robustness;

import io.egress.launch.Api;
import io.egress.launch.Part;
import io.egress.launch.Ports;
import io.egress.launch.Product;
import io.egress.launch.Replica;
import io.egress.launch.Settings;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.wire.Patience;
import io.egress.wire.ProxyAlone;
import io.egress.wire.RedisClient;
import io.egress.wire.RedisServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Two nodes and two services on one PostgreSQL and one Redis, and carriers that take every call. */
final class Cluster implements AutoCloseable {
    static final String REDIS_PASSWORD = "a-password-for-tests-alone";
    private static final int MEMBERS = 2;
    private static final Duration START = Duration.ofSeconds(120);

    private final Product product;
    private final List<Replica> services = new ArrayList<>();
    private final List<Product> nodes = new ArrayList<>();
    private final Map<String, ScriptedCarrier> carriers = new ConcurrentHashMap<>();

    Cluster(UnaryOperator<Settings> change) throws IOException {
        product = new Product(change.apply(aside()));
        for (int at = 1; at <= MEMBERS; at++) {
            services.add(product.replica("service-" + at, Map.of()));
            nodes.add(new Product(node(at, change)));
        }
    }

    private static Settings aside() throws IOException {
        var data = Files.createDirectories(Path.of("target/cluster-" + System.nanoTime()))
                .toAbsolutePath();
        Files.writeString(data.resolve("redis-password"), REDIS_PASSWORD + "\n");
        return Settings.aside(ProxyAlone.CHECKOUT, data);
    }

    // With the keys of the others, and the first one's Redis.
    private Settings node(int at, UnaryOperator<Settings> change) throws IOException {
        var settings = aside();
        Files.copy(
                product.settings().data().resolve("proxy.keys"), settings.data().resolve("proxy.keys"));
        return change.apply(
                        settings.withProxyAt("127.0.0." + at, product.settings().redisPort()))
                .with("EGRESS_NODE", "proxy-" + at);
    }

    /** PostgreSQL and Redis. */
    void startStores() {
        product.startStores();
    }

    /** Services and nodes; returns when all are live. */
    void startMembers() throws IOException, InterruptedException {
        for (var service : services) {
            service.part().start();
            awaitHealthy(service);
        }
        nodes.forEach(Product::startProxyOnly);
        Patience.await("both nodes are live", START.toNanos(), () -> nodesSeen() == MEMBERS && api(0).isReady());
    }

    private int nodesSeen() {
        return api(0).call("GET", "/api/v1/sync", null).path("nodes").size();
    }

    static void awaitHealthy(Replica service) throws IOException, InterruptedException {
        Patience.await(service.part().name() + " is healthy", START.toNanos(), () -> service.api()
                .isHealthy());
    }

    Api api(int service) {
        return services.get(service).api();
    }

    Part redis() {
        return product.part("redis");
    }

    int redisPort() {
        return product.settings().redisPort();
    }

    RedisClient redisClient() throws IOException, InterruptedException {
        return RedisServer.client(redisPort(), REDIS_PASSWORD);
    }

    List<InetSocketAddress> sip() {
        return nodes.stream().map(Product::sip).toList();
    }

    /** Saves a trunk, a base number that uses it alone, and a carrier that takes its calls. @param more JSON members */
    void save(String trunkId, String number, String more) {
        var carrier = carriers.computeIfAbsent(
                trunkId, name -> new ScriptedCarrier(name, "127.0.10.1", Ports.free(), Script.accepts()));
        api(0).call("PUT", "/api/v1/base-numbers/" + number, "{}");
        api(0).call("PUT", "/api/v1/egress-trunks/" + trunkId, """
                {"name":"%s","sipUri":"sip:%s","enabled":true,"transport":"udp","authMethod":"ip_only",
                 "callerIdMode":"base_number","baseNumbers":["%s"]%s}""".formatted(
                        trunkId, carrier.hostPort(), number, more.isEmpty() ? "" : "," + more));
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.part("kamailio").stop());
        product.close();
        carriers.values().forEach(ScriptedCarrier::close);
    }
}
