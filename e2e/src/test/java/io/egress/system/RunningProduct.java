package io.egress.system;

import io.egress.launch.Product;
import io.egress.launch.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One product for all tests that ask for it, on free ports and with data of its own. */
public final class RunningProduct implements ParameterResolver {
    /** Stops the product when the last test has ended. */
    private record Running(Product product) implements AutoCloseable, ExtensionContext.Store.CloseableResource {
        @Override
        public void close() {
            product.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Product.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Running.class, type -> start(), Running.class)
                .product();
    }

    private static Running start() {
        try {
            var checkout = Path.of("..").toAbsolutePath().normalize();
            var data =
                    Files.createDirectories(Path.of("target")).toAbsolutePath().resolve("product-" + System.nanoTime());
            var product = new Product(Settings.aside(checkout, data));
            product.start();
            return new Running(product);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
