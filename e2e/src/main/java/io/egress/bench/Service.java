package io.egress.bench;

import io.egress.launch.Api;
import io.egress.launch.Product;
import io.egress.launch.Replica;
import io.egress.launch.Settings;
import io.egress.wire.RedisClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The product's own service with its PostgreSQL and Redis, without a proxy. */
final class Service implements AutoCloseable {
    static final String TRUNKS = "/api/v1/egress-trunks";
    static final String NUMBERS = "/api/v1/base-numbers";
    private static final String SEED = "seed";
    private static final String SEED_NUMBER = "+493012345";
    private static final int PATIENCE_S = 120;

    private final Product product;
    private final Replica replica;

    /** @param checkout the product, or a variant of it */
    Service(Place place, String name, Path checkout) {
        product = new Product(Settings.aside(checkout, place.directory(name).toAbsolutePath()));
        product.startStores();
        try (var sql = sql()) {
            Statements.keepLog(product.postgres(), sql);
        } catch (SQLException e) {
            throw new BenchException("PostgreSQL can't be told to log", e);
        }
        replica = product.replica("replica", Map.of());
        replica.part().start();
        await("the service is healthy", () -> replica.api().isHealthy());
    }

    Api api() {
        return replica.api();
    }

    Product product() {
        return product;
    }

    Connection sql() {
        try {
            return DriverManager.getConnection(product.postgres().url() + "?user=postgres");
        } catch (SQLException e) {
            throw new BenchException("PostgreSQL can't be asked", e);
        }
    }

    RedisClient redis() {
        try {
            return new RedisClient(product.settings().redisPort(), password());
        } catch (IOException e) {
            throw new BenchException("Redis can't be asked", e);
        }
    }

    /** What a request comes to in PostgreSQL. */
    List<String> statements(Runnable request) {
        try (var sql = sql()) {
            return Statements.of(request, product.settings().data(), sql);
        } catch (SQLException | IOException e) {
            throw new BenchException("PostgreSQL's log can't be read", e);
        }
    }

    private String password() throws IOException {
        return Files.readString(product.settings().data().resolve("redis-password"))
                .trim();
    }

    static String trunkId(int at) {
        return "many-" + at;
    }

    /** What a script might save. */
    static String trunk(int edit) {
        return """
                {"name":"Carrier %d","sipUri":"sip:sip.carrier.example","enabled":true,"priority":%d,"transport":"udp",
                 "authMethod":"digest","authUser":"bot","authPass":"s3cret","callerIdMode":"base_number"}""".formatted(edit, edit % 101);
    }

    /** Fills it, down to Redis, with so many trunks, {@code trunkId(1)} and on, and numbers linked to one each. */
    void fill(int trunks, int numbers) {
        api().call("PUT", NUMBERS + "/" + SEED_NUMBER, "{}");
        api().call("PUT", TRUNKS + "/" + SEED, trunk(0));
        // Rows as a long life of saves would have left them; the API would take minutes to write as many.
        try (var connection = sql();
                var sql = connection.createStatement();
                var redis = redis()) {
            sql.execute("""
                    INSERT INTO trunk (%1$s) SELECT %1$s FROM (
                      SELECT (jsonb_populate_record(t, jsonb_build_object('trunk_id', 'many-' || n, 'auth_method', 'ip_only',
                        'auth_user', null, 'auth_pass', null))).*
                      FROM trunk t, generate_series(1, %2$d) n WHERE t.trunk_id = '%3$s') AS many""".formatted(columns(sql, "trunk"), trunks - 1, SEED));
            sql.execute("""
                    INSERT INTO base_number (%1$s) SELECT %1$s FROM (
                      SELECT (jsonb_populate_record(b, jsonb_build_object('number', '+4940' || (1000000 + n)))).*
                      FROM base_number b, generate_series(1, %2$d) n WHERE b.number = '%3$s') AS many""".formatted(columns(sql, "base_number"), numbers - 1, SEED_NUMBER));
            sql.execute("""
                    INSERT INTO trunk_base_number (trunk_id, number, team)
                    SELECT 'many-' || (n %% %d + 1), '+4940' || (1000000 + n), 'default' FROM generate_series(1, %d) n""".formatted(trunks - 1, numbers - 1));
            sql.execute("VACUUM ANALYZE");
            redis.call("FLUSHALL");
            await(
                    "Redis is filled",
                    () -> length(redis, "egress:2:trunks") == trunks && length(redis, "egress:2:numbers") == numbers);
        } catch (SQLException | IOException e) {
            throw new BenchException("rows can't be written", e);
        }
    }

    // Those that can be written.
    private static String columns(Statement sql, String table) throws SQLException {
        try (var names = sql.executeQuery("""
                SELECT string_agg(quote_ident(column_name), ', ') FROM information_schema.columns
                WHERE table_name = '%s' AND is_generated = 'NEVER'""".formatted(table))) {
            names.next();
            return names.getString(1);
        }
    }

    private static int length(RedisClient redis, String key) {
        try {
            return Integer.parseInt(redis.call("HLEN", key));
        } catch (IOException e) {
            throw new BenchException("Redis can't be asked", e);
        }
    }

    /** The revision that Redis holds; -1 when it has lost its memory. */
    static long revision(RedisClient redis) {
        try {
            var revision = redis.call("HGET", "egress:2:head", "revision");
            return revision == null ? -1 : Long.parseLong(revision);
        } catch (IOException e) {
            throw new BenchException("Redis can't be asked", e);
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new BenchException("waited in vain until " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(1);
            } catch (InterruptedException e) {
                throw new BenchException("interrupted", e);
            }
        }
    }

    @Override
    public void close() {
        product.close();
    }
}
