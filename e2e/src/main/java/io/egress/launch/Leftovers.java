package io.egress.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;

/** Processes of an earlier start that was killed before it could stop them. */
final class Leftovers {
    private Leftovers() {}

    private static Path file(Path data) {
        return data.resolve("processes");
    }

    static void remember(Path data) {
        var lines = new StringBuilder();
        ProcessHandle.current().descendants().forEach(process -> process.info()
                .startInstant()
                .ifPresent(start ->
                        lines.append(process.pid()).append(' ').append(start).append('\n')));
        try {
            Files.writeString(file(data), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process counts as ours only if it began when ours did: numbers are given again. */
    static void stop(Path data) {
        try {
            if (!Files.exists(file(data))) {
                return;
            }
            for (var line : Files.readAllLines(file(data))) {
                var words = line.split(" ");
                var process = ProcessHandle.of(Long.parseLong(words[0])).filter(found -> found.info()
                        .startInstant()
                        .map(Instant.parse(words[1])::equals)
                        .orElse(false));
                if (process.isPresent()) {
                    var family = new ArrayList<>(process.get().descendants().toList());
                    family.add(0, process.get());
                    family.forEach(ProcessHandle::destroyForcibly);
                    for (var member : family) {
                        member.onExit().get(10, TimeUnit.SECONDS);
                    }
                }
            }
            forget(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException
                | java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            throw new LaunchException("Processes of an earlier start can't be stopped; see " + file(data) + ".", e);
        }
    }

    static void forget(Path data) {
        try {
            Files.deleteIfExists(file(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
