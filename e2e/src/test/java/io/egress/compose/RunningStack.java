package io.egress.compose;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One set of containers for all stories that ask for a {@link Stack}; each story leaves it running and healthy. One run at
 * a time has it: another one of the same checkout waits.
 */
final class RunningStack implements ParameterResolver {
    /** Removes the containers, networks and volumes when the last story has ended. */
    private record Running(Stack stack, FileChannel lock)
            implements AutoCloseable, ExtensionContext.Store.CloseableResource {
        @Override
        public void close() {
            stack.close();
            release(lock);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Running.class, type -> start(), Running.class)
                .stack();
    }

    private static Running start() {
        var stack = Stack.fresh(Path.of("..").toAbsolutePath().normalize(), "egress-stories");
        var lock = locked(stack.podman().checkout().resolve(".parts/containers"));
        try {
            stack.down();
            stack.makeEnv();
            // Stories are agents and carriers themselves, on this machine, beside the demo.
            stack.set("EGRESS_SIP_NETWORK", "172.29.61");
            stack.set("EGRESS_TRUSTED_SOURCES", "172.29.61.0/24");
            stack.set("EGRESS_CARRIER_NETWORKS_ALLOWED", "172.29.61.0/24");
            stack.up();
            return new Running(stack, lock);
        } catch (RuntimeException e) {
            stack.close();
            release(lock);
            throw e;
        }
    }

    private static FileChannel locked(Path directory) {
        try {
            Files.createDirectories(directory);
            var channel = FileChannel.open(directory.resolve("lock"), CREATE, WRITE);
            channel.lock();
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
