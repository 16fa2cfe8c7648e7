package io.egress.page;

import io.egress.launch.Product;
import io.egress.launch.Settings;
import java.nio.file.Path;

/** {@code make screenshots}: pictures of every page, of a product of its own with some life in it. */
public final class Pictures {
    private Pictures() {}

    public static void main(String[] arguments) throws Exception {
        var checkout = Path.of("..").toAbsolutePath().normalize();
        var data = Path.of("target").toAbsolutePath().resolve("pictured-" + System.nanoTime());
        boolean isDone;
        try (var product = new Product(Settings.aside(checkout, data))) {
            product.start();
            try (var backstage = new Backstage(product)) {
                isDone = new Browser(Path.of("browser"), product, backstage)
                        .run("pictures", 1, Path.of("target/pictures.xml"));
            }
        }
        System.exit(isDone ? 0 : 1);
    }
}
