package io.egress.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What an operator has: the compose file, what it mounts, how .env is made, and later .env and .secrets. */
record Folder(Path path) {
    static Folder fresh(Path checkout) {
        try {
            var path = Files.createTempDirectory("egress-compose");
            for (var name : List.of("docker-compose.yml", ".env.example", "VERSION", "deploy")) {
                Podman.program(checkout, List.of("cp", "-r", name, path.toString()));
            }
            return new Folder(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String makeEnv() {
        var said = Podman.program(path, List.of("deploy/make-env"));
        if (!said.isFine()) {
            throw new IllegalStateException(said.text());
        }
        return said.text();
    }

    void set(String name, String value) {
        try {
            var env = path.resolve(".env");
            Files.writeString(env, Files.readString(env).replaceAll("(?m)^" + name + "=.*$", name + "=" + value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String name) {
        try {
            return Files.readString(path.resolve(name)).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove() {
        Podman.program(path.getParent(), List.of("rm", "-rf", path.toString()));
    }
}
