package io.egress.launch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process of the product: its output goes to its log; it is started, stopped, and started again when it dies. */
public final class Part {
    private static final long PATIENCE_S = 20;

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private volatile Process process;
    private volatile boolean wanted;

    public Part(String name, Path logs, List<String> command, Map<String, String> environment) {
        this.name = name;
        this.command = command;
        this.environment = environment;
        this.log = logs.resolve(name + ".log");
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
    }

    public synchronized void start() {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Nothing of the caller's environment that our own settings don't name.
        builder.environment().keySet().removeIf(key -> key.startsWith("EGRESS_") || key.startsWith("QUARKUS_"));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new LaunchException(name + " can't be started: " + e.getMessage(), e);
        }
        wanted = true;
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The process and its children. */
    public Stream<Long> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessHandle::pid);
    }

    /** Whether it has died although nobody stopped it. */
    boolean hasDied() {
        return wanted && !isAlive();
    }

    /** Waits for a process that ends by itself. */
    void await() {
        wanted = false;
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a process that shall end by itself. @return its exit code; empty if it goes on */
    public OptionalInt exitCode(Duration patience) {
        wanted = false;
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                    ? OptionalInt.of(process.exitValue())
                    : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    public synchronized void stop() {
        wanted = false;
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    /** As {@code kill -9}, its children included; nobody starts it again until start is called. */
    public synchronized void kill() {
        wanted = false;
        family().kill();
    }

    /** As {@code kill -STOP}: the process is there and does nothing, its children neither. */
    public synchronized void freeze() {
        family().freeze();
    }

    public synchronized void thaw() {
        family().thaw();
    }

    private Family family() {
        return new Family(process.toHandle());
    }
}
