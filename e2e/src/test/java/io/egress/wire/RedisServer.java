package io.egress.wire;

import io.egress.launch.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Redis server, or a Sentinel, of a test's own, beside the product's. */
public final class RedisServer implements AutoCloseable {
    private static final Path ROOT = ProxyAlone.CHECKOUT.resolve(".parts/debian");

    private final int port;
    private final String password;
    private final Part part;

    private RedisServer(String name, int port, String password, String settings, String... more) throws IOException {
        this.port = port;
        this.password = password;
        var directory = Files.createDirectories(Path.of("target/" + name + "-" + System.nanoTime()))
                .toAbsolutePath();
        var conf = directory.resolve("redis.conf");
        Files.writeString(
                conf,
                "bind 127.0.0.1\nport %d\ndir \"%s\"\nrequirepass %s\n".formatted(port, directory, password)
                        + settings);
        var command =
                new ArrayList<>(List.of(ROOT.resolve("usr/bin/redis-server").toString(), conf.toString()));
        command.addAll(List.of(more));
        part = new Part(
                name,
                directory,
                command,
                Map.of(
                        "LD_LIBRARY_PATH",
                        ROOT.resolve("usr/lib/" + System.getProperty("os.arch").replace("amd64", "x86_64")
                                        + "-linux-gnu")
                                .toString()));
        part.start();
    }

    /** A copy of the master, which may take its place. */
    public static RedisServer replica(int port, int master, String password) throws IOException {
        return new RedisServer(
                "redis-replica",
                port,
                password,
                "replicaof 127.0.0.1 %d\nmasterauth %s\nsave \"\"\n".formatted(master, password));
    }

    /** Watches the master, and chooses another one with others of its kind, two of whom have to agree. */
    public static RedisServer sentinel(int port, int master, String password) throws IOException {
        return new RedisServer("sentinel", port, password, """
                sentinel monitor egress 127.0.0.1 %d 2
                sentinel auth-pass egress %s
                sentinel down-after-milliseconds egress 2000
                sentinel failover-timeout egress 5000
                sentinel sentinel-pass %s
                """.formatted(master, password, password), "--sentinel");
    }

    public int port() {
        return port;
    }

    public Part part() {
        return part;
    }

    public RedisClient client() throws IOException, InterruptedException {
        return client(port, password);
    }

    /** Waits until somebody listens there. */
    public static RedisClient client(int port, String password) throws IOException, InterruptedException {
        Patience.await("Redis at " + port + " listens", () -> {
            try (var client = new RedisClient(port, password)) {
                return client.call("PING") != null;
            } catch (IOException e) {
                return false;
            }
        });
        return new RedisClient(port, password);
    }

    @Override
    public void close() {
        part.thaw();
        part.stop();
    }
}
