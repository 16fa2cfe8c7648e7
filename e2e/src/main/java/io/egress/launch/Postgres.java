package io.egress.launch;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The embedded PostgreSQL; its data directory outlives it. */
final class Postgres {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final int port;
    private EmbeddedPostgres server;

    Postgres(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    void start() {
        try {
            server = EmbeddedPostgres.builder().setRegisterShutdownHook(false).setPort(port).setPGStartupWait(PATIENCE)
                    .setDataDirectory(directory).setCleanDataDirectory(false)
                    .setServerConfig("max_connections", "60").start();
        } catch (IOException e) {
            throw new LaunchException("PostgreSQL can't be started on port " + port + ": " + e.getMessage(), e);
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

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }
}
