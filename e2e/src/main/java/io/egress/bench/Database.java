package io.egress.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;

/** A PostgreSQL with the base numbers' rows, as look-ups by SQL want them. */
final class Database implements AutoCloseable {
    private final EmbeddedPostgres server;

    Database(Place place, Rows rows) {
        try {
            server = EmbeddedPostgres.builder()
                    .setPort(Place.port())
                    .setOverrideWorkingDirectory(
                            place.directory("postgres-binaries").toFile())
                    .setDataDirectory(place.data().resolve("postgres"))
                    .start();
            try (var connection = server.getPostgresDatabase().getConnection();
                    var table = connection.createStatement()) {
                table.execute("CREATE TABLE numbers (number text PRIMARY KEY, row text NOT NULL)");
                try (var insert = connection.prepareStatement("INSERT INTO numbers VALUES (?, ?)")) {
                    for (var row : rows.numbers().entrySet()) {
                        insert.setString(1, row.getKey());
                        insert.setString(2, row.getValue());
                        insert.executeUpdate();
                    }
                }
                table.execute("ANALYZE numbers");
            }
        } catch (IOException | SQLException e) {
            throw new BenchException("PostgreSQL can't be started", e);
        }
    }

    /** As Kamailio's modules want it. */
    String url() {
        return "postgres://postgres:postgres@127.0.0.1:" + server.getPort() + "/postgres";
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new BenchException("PostgreSQL could not be stopped", e);
        }
    }
}
