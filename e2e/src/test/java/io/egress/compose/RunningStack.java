package io.egress.compose;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One set of containers for all stories that ask for a {@link Stack}; each story leaves it running and healthy. */
final class RunningStack implements ParameterResolver {
    /** Removes the containers, networks and volumes when the last story has ended. */
    private record Running(Stack stack) implements AutoCloseable, ExtensionContext.Store.CloseableResource {
        @Override
        public void close() {
            stack.close();
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
        try {
            stack.down();
            stack.makeEnv();
            stack.up();
            return new Running(stack);
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }
}
