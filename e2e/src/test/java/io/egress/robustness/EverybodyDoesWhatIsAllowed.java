package io.egress.robustness;

import io.egress.launch.Product;
import io.egress.launch.Settings;
import io.egress.matrix.Matrix;
import io.egress.wire.ProxyAlone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** S4: every operation of the contract, asked for by everybody, is answered as the table says. */
final class EverybodyDoesWhatIsAllowed implements Promise {
    @Override
    public String id() {
        return "S4";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var data = Files.createDirectories(Path.of("target/s4-" + System.nanoTime()))
                .toAbsolutePath();
        try (var product = new Product(Settings.aside(ProxyAlone.CHECKOUT, data))) {
            product.start();
            var matrix = new Matrix(product.settings().serviceOrigin(), product.token());
            var unmatched = matrix.unmatched();
            var deviations = matrix.deviations();
            return new Finding.Notes()
                    .hold(unmatched.isEmpty(), "%d operations without a row%s", unmatched.size(), told(unmatched))
                    .hold(
                            deviations.isEmpty(),
                            "%d of %d cells as the table says%s",
                            matrix.cells() - deviations.size(),
                            matrix.cells(),
                            told(deviations))
                    .found();
        }
    }

    private static String told(Collection<String> list) {
        return list.isEmpty() ? "" : ": " + String.join(", ", list);
    }
}
