package io.egress.robustness;

import io.egress.launch.Replica;
import io.egress.robustness.SharedTrunks.Edit;
import io.egress.wire.Patience;
import io.egress.wire.RedisClient;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How far an edit had come when the service was killed, as PostgreSQL and Redis tell it afterwards. */
enum Gap {
    BEFORE_ITS_TRANSACTION,
    AFTER_THE_REVISION,
    AFTER_THE_ROW,
    AFTER_THE_COMMIT,
    AFTER_THE_PUBLISH,
    AFTER_ALL;

    @Override
    public String toString() {
        return name().toLowerCase().replace('_', ' ');
    }

    /** @param touched whether a transaction that was rolled back had changed it */
    record Counter(long revision, long published, boolean touched) {}

    static Counter counter(Connection sql) throws SQLException {
        try (var statement = sql.createStatement();
                var row = statement.executeQuery("SELECT revision, published, xmax <> 0 FROM revision_counter")) {
            row.next();
            return new Counter(row.getLong(1), row.getLong(2), row.getBoolean(3));
        }
    }

    static Gap of(Edit edit, Replica killed, Connection sql, RedisClient redis)
            throws SQLException, IOException, InterruptedException {
        Patience.await("PostgreSQL has rolled back what the killed one had begun", () -> isGone(killed, sql));
        var counter = counter(sql);
        try (var statement = sql.prepareStatement("""
                SELECT max_concurrent_calls, revision, xmax = (SELECT xmax FROM revision_counter) AND xmax <> 0
                FROM trunk WHERE trunk_id = ?""")) {
            statement.setString(1, edit.trunkId());
            try (var row = statement.executeQuery()) {
                row.next();
                if (row.getInt(1) == edit.serial()) {
                    return ofStored(row.getLong(2), counter, redis);
                }
                return ofLost(row, counter);
            }
        }
    }

    private static Gap ofLost(ResultSet row, Counter counter) throws SQLException {
        if (row.getBoolean(3)) {
            return AFTER_THE_ROW;
        }
        return counter.touched() ? AFTER_THE_REVISION : BEFORE_ITS_TRANSACTION;
    }

    private static Gap ofStored(long revision, Counter counter, RedisClient redis) throws IOException {
        if (ControlPlane.revisionIn(redis) < revision) {
            return AFTER_THE_COMMIT;
        }
        return counter.published() < revision ? AFTER_THE_PUBLISH : AFTER_ALL;
    }

    private static boolean isGone(Replica killed, Connection sql) {
        try (var statement = sql.prepareStatement("SELECT 1 FROM pg_stat_activity WHERE application_name = ?")) {
            statement.setString(1, killed.part().name());
            try (var row = statement.executeQuery()) {
                return !row.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
