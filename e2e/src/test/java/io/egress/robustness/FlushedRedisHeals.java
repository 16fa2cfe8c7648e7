package io.egress.robustness;

import io.egress.robustness.Finding.Notes;
import io.egress.wire.Patience;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** FLUSHALL under traffic: Redis is whole again by itself, the proxy routes on meanwhile. */
final class FlushedRedisHeals implements Promise {
    private static final int RATE = 20;
    private static final int FLUSHES = 3;
    private static final String NUMBER = "+493012345";

    @Override
    public String id() {
        return "R3";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var notes = new Notes();
        try (var stage = new Stage()) {
            stage.save("seed", NUMBER, "");
            heal(stage, 1_000, 10_000, Duration.ofSeconds(2), scale, notes);
            heal(stage, 10_000, 100_000, Duration.ofSeconds(5), scale, notes);
        }
        return notes.found();
    }

    private static void heal(Stage stage, int trunks, int numbers, Duration within, Scale scale, Notes notes)
            throws Exception {
        fill(stage, trunks, numbers);
        flush(stage, trunks, numbers);
        double worst = 0;
        try (var traffic = new Traffic(stage.sip(), List.of(NUMBER), scale.seed())) {
            traffic.at(RATE);
            Thread.sleep(2_000);
            for (int count = 0; count < FLUSHES; count++) {
                worst = Math.max(worst, flush(stage, trunks, numbers));
            }
            var history = traffic.stop();
            notes.hold(
                            worst <= within.toSeconds(),
                            "%,d trunks, %,d numbers: in Redis again after %.1f s, worst of %d",
                            trunks,
                            numbers,
                            worst,
                            FLUSHES)
                    .hold(
                            history.allRouted(),
                            "%d of %d calls routed%s",
                            history.routed(),
                            history.size(),
                            history.allRouted() ? "" : " " + history.failures());
        }
    }

    // Rows as a long life of saves would have left them; the API would take minutes to write as many.
    private static void fill(Stage stage, int trunks, int numbers) throws Exception {
        var url =
                "jdbc:postgresql://127.0.0.1:" + stage.product().settings().postgresPort() + "/postgres?user=postgres";
        try (var connection = DriverManager.getConnection(url);
                var sql = connection.createStatement()) {
            sql.execute("""
                    INSERT INTO trunk (%1$s) SELECT %1$s FROM (
                      SELECT (jsonb_populate_record(t, jsonb_build_object('trunk_id', 'many-' || n))).*
                      FROM trunk t, generate_series(1, %2$d) n WHERE t.trunk_id = 'seed') AS many ON CONFLICT DO NOTHING""".formatted(columns(sql, "trunk"), trunks - 1));
            sql.execute("""
                    INSERT INTO base_number (%1$s) SELECT %1$s FROM (
                      SELECT (jsonb_populate_record(b, jsonb_build_object('number', '+4940' || (1000000 + n)))).*
                      FROM base_number b, generate_series(1, %2$d) n WHERE b.number = '%3$s') AS many ON CONFLICT DO NOTHING""".formatted(columns(sql, "base_number"), numbers - 1, NUMBER));
            sql.execute("""
                    INSERT INTO trunk_base_number (trunk_id, number, team)
                    SELECT 'many-' || (n %% %d + 1), '+4940' || (1000000 + n), 'default' FROM generate_series(1, %d) n
                    ON CONFLICT DO NOTHING""".formatted(trunks - 1, numbers - 1));
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

    // Seconds until every row is there again.
    private static double flush(Stage stage, int trunks, int numbers) throws Exception {
        try (var redis = stage.redis()) {
            redis.call("FLUSHALL");
            long start = System.nanoTime();
            Patience.await(
                    "Redis has its rows again",
                    Duration.ofSeconds(60).toNanos(),
                    () -> redis.call("HLEN", "egress:2:trunks").equals(Integer.toString(trunks))
                            && redis.call("HLEN", "egress:2:numbers").equals(Integer.toString(numbers))
                            && redis.call("HGET", "egress:2:head", "revision") != null);
            double seconds = (System.nanoTime() - start) / 1e9;
            Patience.await("the proxies have followed", Duration.ofSeconds(60).toNanos(), () -> stage.product()
                    .api()
                    .isReady());
            return seconds;
        }
    }
}
