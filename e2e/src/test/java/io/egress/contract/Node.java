package io.egress.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Programs of Node in {@code contract/}: the linter, the compiler, a script. */
public final class Node {
    private static final Path FOLDER = Path.of("contract").toAbsolutePath();

    /** What came of one. @param out what it wrote, errors too */
    public record Outcome(int status, String out) {}

    private Node() {}

    /** Runs a program that a package brings. */
    static Outcome tool(String name, String... arguments) {
        return run(FOLDER.resolve("node_modules/.bin").resolve(name).toString(), Map.of(), arguments);
    }

    /** Compiles a project, {@code tsc -p}. */
    public static Outcome compile(String project) {
        return tool("tsc", "--project", project);
    }

    /** Runs a script. */
    public static Outcome script(Path script, Map<String, String> environment) {
        return run("node", environment, script.toAbsolutePath().toString());
    }

    private static Outcome run(String program, Map<String, String> environment, String... arguments) {
        var command = new ArrayList<>(List.of(program));
        command.addAll(Arrays.asList(arguments));
        var builder = new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true);
        builder.environment().put("REDOCLY_TELEMETRY", "off");
        builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        builder.environment().put("REDOCLY_SUPPRESS_NOTIFICATIONS", "true");
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
