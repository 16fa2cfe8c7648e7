package io.egress.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The checkout's own podman ({@code e2e/compose/podman}) and other programs of this machine. */
final class Podman {
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Path checkout;

    Podman(Path checkout) {
        this.checkout = checkout;
    }

    /** What a program said, errors among the rest. */
    record Said(int status, String text) {
        boolean isFine() {
            return status == 0;
        }
    }

    Path checkout() {
        return checkout;
    }

    /** @throws IllegalStateException with what podman says, if it fails */
    String run(String... arguments) {
        return run(List.of(arguments));
    }

    String run(List<String> arguments) {
        var said = attempt(arguments);
        if (!said.isFine()) {
            throw new IllegalStateException("podman " + String.join(" ", arguments) + ": " + said.text());
        }
        return said.text().trim();
    }

    /** The same where failing is an answer too. */
    Said attempt(String... arguments) {
        return attempt(List.of(arguments));
    }

    Said attempt(List<String> arguments) {
        var command =
                new ArrayList<>(List.of(checkout.resolve("e2e/compose/podman").toString()));
        command.addAll(arguments);
        return program(checkout, command);
    }

    /** Any program, in a folder of its own. */
    static Said program(Path directory, List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(String.join(" ", command) + " does not end.");
            }
            return new Said(process.exitValue(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
