package io.egress.system;

import io.egress.launch.Api;
import io.egress.launch.Part;
import io.egress.launch.Settings;
import io.egress.wire.Patience;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The sources that {@code make dev} looks at, copied, so that the checkout is edited by people alone; and it, running on them. */
final class EditedCopy implements AutoCloseable {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> SOURCES = List.of(
            "VERSION",
            "kamailio",
            "backend/pom.xml",
            "backend/mvnw",
            "backend/.mvn",
            "backend/src/main",
            "frontend/index.html",
            "frontend/vite.config.ts",
            "frontend/package.json",
            "frontend/tsconfig.json",
            "frontend/public",
            "frontend/src");
    private static final String TOKEN = "a token for whoever edits";
    /** All of Java is compiled first. */
    private static final Duration START = Duration.ofMinutes(4);

    private final Path root = Path.of("target/dev-" + System.nanoTime()).toAbsolutePath();
    private final Settings settings = Settings.aside(root, root.resolve("data"));
    private final Part dev = new Part(
            "dev",
            root,
            List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    "target/classes" + File.pathSeparator + "target/lib/*",
                    "io.egress.launch.Dev",
                    root.toString()),
            Map.of(
                    "EGRESS_WEB_PORT", Integer.toString(settings.webPort()),
                    "EGRESS_SIP_PORT", Integer.toString(settings.sipPort()),
                    "EGRESS_SIPS_PORT", Integer.toString(settings.sipsPort()),
                    "EGRESS_TLS_POOL", settings.tlsPool(),
                    "EGRESS_POSTGRES_PORT", Integer.toString(settings.postgresPort()),
                    "EGRESS_REDIS_PORT", Integer.toString(settings.redisPort()),
                    "EGRESS_DATA_DIR", settings.data().toString(),
                    "EGRESS_ADMIN_TOKEN", TOKEN));

    /** Returns once everything runs. */
    EditedCopy() throws IOException, InterruptedException {
        for (var source : SOURCES) {
            copy(source);
        }
        Files.createSymbolicLink(root.resolve(".parts"), CHECKOUT.resolve(".parts"));
        linkPackages();
        dev.start();
        try {
            awaitSaid("Egress trunks is running.", START);
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    private void copy(String source) throws IOException {
        try (var files = Files.walk(CHECKOUT.resolve(source))) {
            for (var file : (Iterable<Path>) files::iterator) {
                var to = root.resolve(CHECKOUT.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    // One by one: Vite keeps what it makes of them beside them.
    private void linkPackages() throws IOException {
        var packages = Files.createDirectories(root.resolve("frontend/node_modules"));
        try (var all = Files.list(CHECKOUT.resolve("frontend/node_modules"))) {
            for (var one : (Iterable<Path>) all::iterator) {
                if (!one.endsWith(".vite")) {
                    Files.createSymbolicLink(packages.resolve(one.getFileName()), one);
                }
            }
        }
    }

    Settings settings() {
        return settings;
    }

    Api api() {
        return new Api("http://127.0.0.1:" + settings.webPort(), TOKEN);
    }

    /** As an editor does it. @param before what has to be in the file */
    void save(String file, String before, String after) throws IOException {
        var path = root.resolve(file);
        var text = Files.readString(path);
        if (!text.contains(before)) {
            throw new IllegalStateException(file + " has no " + before);
        }
        Files.writeString(path, text.replace(before, after));
    }

    /** Waits for what whoever edits reads. */
    void awaitSaid(String sentence, Duration patience) throws IOException, InterruptedException {
        Patience.await("it says: " + sentence, patience.toNanos(), () -> Files.readString(dev.log())
                .contains(sentence));
    }

    @Override
    public void close() {
        dev.stop();
    }
}
