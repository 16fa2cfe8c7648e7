package io.egress.launch;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The embedded PostgreSQL; its data directory outlives it. */
public final class Postgres {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String OWNER = "postgres";
    private static final String SERVICE = "egress";

    private final Path password;
    private final Path directory;
    private final Path binaries;
    private final int port;
    private EmbeddedPostgres server;

    Postgres(Path data, int port) {
        this.password = Secrets.kept(data.resolve("postgres-password"), Secrets.token() + "\n");
        this.directory = data.resolve("postgres");
        this.binaries = data.resolve("postgres-binaries");
        this.port = port;
    }

    public void start() {
        try {
            server = EmbeddedPostgres.builder()
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .setPGStartupWait(PATIENCE)
                    .setOverrideWorkingDirectory(binaries.toFile())
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    // The library's own settings would lose the last saves with the power.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "60")
                    .start();
            giveServiceItsRole();
        } catch (IOException | SQLException e) {
            throw new LaunchException("PostgreSQL can't be started on port " + port + ": " + e.getMessage(), e);
        }
    }

    /** The owner of the tables migrates them; the service works as a role that owns nothing. */
    private void giveServiceItsRole() throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var sql = connection.createStatement()) {
            sql.execute("DO $$ BEGIN CREATE ROLE " + SERVICE + " LOGIN; EXCEPTION WHEN duplicate_object THEN END $$");
            sql.execute("ALTER ROLE " + SERVICE + " PASSWORD '" + Secrets.read(password) + "'");
        }
    }

    /** PostgreSQL leaves its starter's family, and goes on when that is killed. */
    void stopLeftover() {
        var file = directory.resolve("postmaster.pid");
        try {
            if (!Files.exists(file)) {
                return;
            }
            var process = ProcessHandle.of(
                            Long.parseLong(Files.readAllLines(file).get(0).trim()))
                    .filter(found -> found.info()
                            .arguments()
                            .map(list -> List.of(list).contains(directory.toString()))
                            .orElse(false));
            if (process.isPresent()) {
                process.get().destroy();
                process.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
            throw new LaunchException("PostgreSQL of an earlier start can't be stopped; see " + file + ".", e);
        }
    }

    /** As {@code kill -9}, its children included; {@link #start} recovers what was committed. */
    public void kill() {
        family().kill();
        stop();
    }

    /** As {@code kill -STOP}: it accepts connections and does nothing. */
    public void freeze() {
        family().freeze();
    }

    public void thaw() {
        family().thaw();
    }

    private Family family() {
        try {
            long pid = Long.parseLong(Files.readAllLines(directory.resolve("postmaster.pid"))
                    .get(0)
                    .trim());
            return new Family(ProcessHandle.of(pid).orElseThrow(() -> new LaunchException("PostgreSQL does not run.")));
        } catch (IOException e) {
            throw new LaunchException("PostgreSQL does not run.", e);
        }
    }

    void stop() {
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException e) {
            throw new LaunchException("PostgreSQL could not be stopped", e);
        }
    }

    /** Settings of the service. */
    Map<String, String> access() {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                url(),
                "QUARKUS_DATASOURCE_USERNAME",
                SERVICE,
                "QUARKUS_DATASOURCE_PASSWORD",
                Secrets.read(password),
                "QUARKUS_FLYWAY_USERNAME",
                OWNER,
                "QUARKUS_FLYWAY_PASSWORD",
                OWNER);
    }

    /** For JDBC, without credentials. */
    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }
}
