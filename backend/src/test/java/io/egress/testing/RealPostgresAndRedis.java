package io.egress.testing;

import static java.util.Map.entry;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL and a Redis of their own for the tests, on free ports. */
public class RealPostgresAndRedis implements QuarkusTestResourceLifecycleManager {
    public static final String TOKEN = "a-token-for-the-tests";
    public static final String ADMIN_PASSWORD = "a-password-for-the-tests";
    private static final String KEYS_TO_PROXIES = "k1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n";
    /** Two keys: k2, then k1. */
    public static final String KEYS_AT_REST = """
            k2 AgECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
            k1 AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
            """;

    private EmbeddedPostgres postgres;
    private Process redis;

    @Override
    public Map<String, String> start() {
        try {
            // Sorts as dictionaries do, as many installations: what must be in the order of bytes has to say so.
            postgres = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setLocaleConfig("locale-provider", "icu")
                    .setLocaleConfig("icu-locale", "en")
                    .start();
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE ROLE egress LOGIN");
            }
            int port = freePort();
            var directory =
                    Files.createDirectories(Path.of("target/redis-" + port)).toAbsolutePath();
            var parts = Path.of("../.parts/debian").toAbsolutePath().normalize();
            var builder = new ProcessBuilder(
                    parts.resolve("usr/bin/redis-server").toString(),
                    "--port",
                    Integer.toString(port),
                    "--bind",
                    "127.0.0.1",
                    "--save",
                    "",
                    "--dir",
                    directory.toString());
            builder.environment()
                    .put(
                            "LD_LIBRARY_PATH",
                            parts.resolve("usr/lib/x86_64-linux-gnu").toString());
            redis = builder.redirectErrorStream(true)
                    .redirectOutput(directory.resolve("redis.log").toFile())
                    .start();
            var keys = Files.writeString(directory.resolve("proxy.keys"), KEYS_TO_PROXIES);
            return Map.ofEntries(
                    entry(
                            "quarkus.datasource.jdbc.url",
                            "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres"),
                    entry("quarkus.datasource.username", "egress"),
                    entry("quarkus.flyway.username", "postgres"),
                    entry("quarkus.flyway.password", "postgres"),
                    entry("quarkus.redis.hosts", "redis://127.0.0.1:" + port),
                    entry("egress.admin-token", TOKEN),
                    entry("egress.admin-password", ADMIN_PASSWORD),
                    entry("egress.at-rest-keys", KEYS_AT_REST),
                    entry("egress.proxy-keys-file", keys.toString()),
                    entry("egress.proxy-addresses", "198.51.100.7:5060"),
                    // As behind a reverse proxy: tests call from whatever address they say.
                    entry("quarkus.http.proxy.proxy-address-forwarding", "true"),
                    entry("quarkus.http.proxy.trusted-proxies", "127.0.0.1"));
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("PostgreSQL or Redis can't be started; 'make setup' brings them", e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void stop() {
        try {
            redis.destroy();
            redis.waitFor(5, TimeUnit.SECONDS);
            postgres.close();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
