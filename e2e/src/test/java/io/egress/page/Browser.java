package io.egress.page;

import io.egress.launch.Product;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs what is written for a real browser, in e2e/browser, against a running product. */
final class Browser {
    private final Path home;
    private final Product product;
    private final Backstage backstage;

    /** @param home the folder of the browser tests */
    Browser(Path home, Product product, Backstage backstage) {
        this.home = home.toAbsolutePath();
        this.product = product;
        this.backstage = backstage;
    }

    /**
     * @param project {@code stories}, {@code accessibility} or {@code pictures}
     * @param atOnce how many browsers
     * @param report where what passed and failed is told, in JUnit's format
     * @return whether all passed
     */
    boolean run(String project, int atOnce, Path report) throws IOException, InterruptedException {
        var command = List.of(
                "node",
                "node_modules/@playwright/test/cli.js",
                "test",
                "--project",
                project,
                "--workers",
                Integer.toString(atOnce),
                "--output",
                "test-results/" + project);
        var builder = new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "CHROMIUM",
                        chromium(),
                        "ORIGIN",
                        product.api().origin(),
                        "PASSWORD",
                        product.adminPassword(),
                        "TOKEN",
                        product.token(),
                        "BACKSTAGE",
                        backstage.origin(),
                        "REPORT",
                        report.toAbsolutePath().toString()));
        var process = builder.start();
        // Not inherited: the test runner speaks with its parent by the same streams.
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(System.out::println);
        }
        return process.waitFor() == 0;
    }

    private String chromium() throws IOException, InterruptedException {
        var process = new ProcessBuilder(home.resolve("chromium").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        if (process.waitFor() != 0) {
            throw new IOException("There is no Chromium; see above.");
        }
        return said;
    }
}
