package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.launch.Ports;
import io.egress.launch.Product;
import io.egress.launch.Settings;
import io.egress.sip.Agent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Redis and Kamailio without the service, with the goldens' key: rows are written as the contract has them. */
final class ProxyAlone implements AutoCloseable {
    static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    static final Path GOLDENS = CHECKOUT.resolve("kamailio/contract/goldens");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE = 400;

    private final Product product;
    private final RedisClient redis;
    private final Agent agent;

    ProxyAlone(UnaryOperator<Settings> change) throws IOException, InterruptedException {
        var data = Files.createDirectories(Path.of("target/proxy-" + System.nanoTime())).toAbsolutePath();
        Files.copy(GOLDENS.resolve("proxy.keys"), data.resolve("proxy.keys"));
        var settings = change.apply(Settings.aside(CHECKOUT, data));
        product = new Product(settings);
        product.startProxyAlone();
        agent = new Agent("127.0.0.1", Ports.free(), new InetSocketAddress("127.0.0.1", settings.sipPort()));
        redis = connected(settings.redisPort(), Files.readString(data.resolve("redis-password")).trim());
    }

    private static RedisClient connected(int port, String password) throws IOException, InterruptedException {
        for (int count = 0; ; count++) {
            try {
                return new RedisClient(port, password);
            } catch (IOException e) {
                if (count == PATIENCE) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    Agent agent() {
        return agent;
    }

    RedisClient redis() {
        return redis;
    }

    /** Replaces all rows, and waits until the node routes by them. */
    void load(String epoch, String revision, Map<String, String> trunks, Map<String, String> numbers)
            throws IOException, InterruptedException {
        redis.call("DEL", "egress:1:trunks", "egress:1:numbers");
        for (var row : trunks.entrySet()) {
            redis.call("HSET", "egress:1:trunks", row.getKey(), row.getValue());
        }
        for (var row : numbers.entrySet()) {
            redis.call("HSET", "egress:1:numbers", row.getKey(), row.getValue());
        }
        redis.call("HSET", "egress:1:head", "epoch", epoch, "revision", revision);
        redis.call("XADD", "egress:1:changes", "*", "revision", revision, "full", "1");
        for (int count = 0; count < PATIENCE; count++) {
            var report = redis.call("GET", "egress:1:node:proxy-1");
            var node = report == null ? JSON.nullNode() : JSON.readTree(report);
            if (epoch.equals(node.path("epoch").asText())) {
                assertEquals(0, node.get("refused").size(), report);
                assertEquals(0, node.get("notReady").size(), report);
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the node did not take up " + epoch);
    }

    @Override
    public void close() throws IOException {
        redis.close();
        agent.close();
        product.part("kamailio").stop();
        product.part("redis").stop();
    }
}
