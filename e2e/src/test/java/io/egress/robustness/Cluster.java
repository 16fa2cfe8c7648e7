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
import java.util.stream.Collectors;

/** Two nodes and two services on one PostgreSQL and one Redis, and carriers that take every call. */
final class Cluster implements AutoCloseable {
    static final String REDIS_PASSWORD = "a-password-for-tests-alone";
    static final int MEMBERS = 2;
    private static final String SERVICES = "services";
    private static final Duration START = Duration.ofSeconds(120);

    private final Product product;
    private final List<Integer> ports = new ArrayList<>();
    private final List<Replica> services = new ArrayList<>();
    private final List<Product> nodes = new ArrayList<>();
    private final Map<String, ScriptedCarrier> carriers = new ConcurrentHashMap<>();

    Cluster(UnaryOperator<Settings> change) throws IOException {
        this(ProxyAlone.CHECKOUT, change);
    }

    /** @param release the checkout whose services and nodes these are */
    Cluster(Path release, UnaryOperator<Settings> change) throws IOException {
        product = new Product(change.apply(aside()).with("EGRESS_SERVICE_ADDRESS", SERVICES));
        for (int at = 0; at < MEMBERS; at++) {
            ports.add(Ports.free());
            services.add(service(at, release));
            nodes.add(new Product(node(at + 1, change).withCheckout(release)));
        }
        Files.writeString(
                product.settings().data().resolve("web/http-services.conf"),
                "upstream %s {\n%s}\n"
                        .formatted(
                                SERVICES,
                                ports.stream()
                                        .map(port -> "    server 127.0.0.1:" + port + " max_fails=0;\n")
                                        .collect(Collectors.joining())));
    }

    private Replica service(int at, Path release) {
        // The second is what operations.md has 0.1.0 set before it is upgraded; later releases bring it.
        var environment = Map.of("QUARKUS_SHUTDOWN_DELAY", "1S", "QUARKUS_FLYWAY_IGNORE_FUTURE_MIGRATIONS", "true");
        return product.replica("service-" + (at + 1), ports.get(at), release, environment);
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

    /** The web server before both services; {@link #web} leads there. */
    void startWeb() throws IOException, InterruptedException {
        product.part("web").start();
        Patience.await("the web server answers", () -> web().isHealthy());
    }

    /** The API as clients have it. */
    Api web() {
        return product.api();
    }

    /** Stops a service as an operator does, and starts that of a release in its place. @return seconds that stopping took */
    double restartService(int at, Path release) throws IOException, InterruptedException {
        long began = System.nanoTime();
        services.get(at).part().stop();
        double took = (System.nanoTime() - began) / 1e9;
        services.set(at, service(at, release));
        services.get(at).part().start();
        awaitHealthy(services.get(at));
        return took;
    }

    /** The same with a node; returns when it and the others are live again. */
    double restartNode(int at, Path release) throws IOException, InterruptedException {
        long began = System.nanoTime();
        nodes.get(at).part("kamailio").stop();
        double took = (System.nanoTime() - began) / 1e9;
        var key = "egress:1:node:proxy-" + (at + 1);
        try (var redis = redisClient()) {
            var last = redis.call("GET", key);
            if (last != null) {
                redis.call("SET", key, last.replaceFirst("\"startedAt\":\\d+", "\"startedAt\":0"), "EX", "15");
            }
            nodes.set(at, new Product(nodes.get(at).settings().withCheckout(release)));
            nodes.get(at).startProxyOnly();
            Patience.await("it is back", START.toNanos(), () -> {
                var told = redis.call("GET", key);
                return told != null && !told.contains("\"startedAt\":0,") && web().isReady();
            });
        }
        return took;
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
        saveTrunk(
                trunkId,
                number,
                "\"sipUri\":\"sip:%s\",\"authMethod\":\"ip_only\"%s"
                        .formatted(carrier.hostPort(), more.isEmpty() ? "" : "," + more));
    }

    /** One more trunk for a base number. */
    void link(String trunkId, String number) {
        api(0).call("PUT", "/api/v1/egress-trunks/" + trunkId + "/base-numbers/" + number, null);
    }

    /** Saves a trunk and a base number that may use it. @param more JSON members that say where its carrier is, and how */
    void saveTrunk(String trunkId, String number, String more) {
        api(0).call("PUT", "/api/v1/base-numbers/" + number, "{}");
        api(0).call("PUT", "/api/v1/egress-trunks/" + trunkId, """
                {"name":"%s","enabled":true,"transport":"udp","callerIdMode":"base_number","baseNumbers":["%s"],%s}""".formatted(trunkId, number, more));
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.part("kamailio").kill());
        services.forEach(service -> service.part().stop());
        product.close();
        carriers.values().forEach(ScriptedCarrier::close);
    }
}
