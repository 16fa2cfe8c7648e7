package io.egress.bench;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/**
 * The product, built anew from two of its own sources in which revision, marks of dirty rows and audit do nothing: not even
 * a statement is sent for them.
 */
final class Untaxed {
    private static final String APP = "backend/target/quarkus-app";
    /** Holds what Quarkus changed of a class at build time, which goes before the class itself. */
    private static final String CHANGED = "quarkus/transformed-bytecode.jar";

    private static final Pattern CONSTRUCTOR = Pattern.compile("\n    (\\w+)\\(([^)]+)\\) \\{\n");

    private final Place place;
    private final Path copy;

    Untaxed(Place place) {
        this.place = place;
        copy = place.directory("p8-untaxed.checkout");
        try {
            for (var shared : List.of(".parts", "frontend", "kamailio")) {
                Files.createSymbolicLink(copy.resolve(shared), place.checkout().resolve(shared));
            }
            var app = Files.createDirectories(copy.resolve(APP));
            var shipped = place.checkout().resolve(APP);
            Files.createSymbolicLink(app.resolve("lib"), shipped.resolve("lib"));
            for (var own : List.of("app", "quarkus", "quarkus-run.jar")) {
                copy(shipped.resolve(own), app.resolve(own));
            }
            replace(
                    "revision/Revisions",
                    "public long advance() {",
                    "if (true) { return UNCOUNTED.incrementAndGet(); }",
                    "public void mark(RowKind kind, String key, long revision) {",
                    "if (true) { return; }");
            replace(
                    "audit/Audit",
                    "private void add(Change change, Actor actor, String address, String requestId) {",
                    "if (true) { return; }");
        } catch (IOException e) {
            throw new BenchException("the product can't be copied to " + copy, e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    /** @param edits beginnings of methods and what goes behind them, in turn */
    private void replace(String name, String... edits) throws IOException {
        var source = Files.readString(place.checkout().resolve("backend/src/main/java/io/egress/" + name + ".java"));
        for (int at = 0; at < edits.length; at += 2) {
            if (!source.contains(edits[at])) {
                throw new BenchException(
                        name + " has no '" + edits[at] + "' any more: P8 must be told how to leave it out.");
            }
            source = source.replace(edits[at], edits[at] + " " + edits[at + 1]);
        }
        var file = copy.resolve("io/egress/" + name + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, withoutParameters(source));
        compile(file);
        try (var jar = FileSystems.newFileSystem(copy.resolve(APP).resolve(CHANGED))) {
            Files.copy(
                    copy.resolve("classes/io/egress/" + name + ".class"),
                    jar.getPath("io/egress/" + name + ".class"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    // Quarkus gives such beans a constructor without parameters.
    private static String withoutParameters(String source) {
        var constructor = CONSTRUCTOR.matcher(source);
        if (!constructor.find()) {
            throw new BenchException("a bean without a constructor");
        }
        var nulls = constructor.group(2).replaceAll("[^,]+", "null").replace(",", ", ");
        return constructor.replaceFirst(Matcher.quoteReplacement("""

                    public %s() { this(%s); }

                    static final java.util.concurrent.atomic.AtomicLong UNCOUNTED =
                            new java.util.concurrent.atomic.AtomicLong();
                """.formatted(constructor.group(1), nulls)) + "$0");
    }

    private void compile(Path file) throws IOException {
        var classpath = new ArrayList<String>();
        try (var jars = Files.walk(place.checkout().resolve(APP))) {
            jars.map(Path::toString).filter(name -> name.endsWith(".jar")).forEach(classpath::add);
        }
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-nowarn",
                        "-cp",
                        String.join(":", classpath),
                        "-d",
                        copy.resolve("classes").toString(),
                        file.toString());
        if (result != 0) {
            throw new BenchException(file + " can't be compiled");
        }
    }

    Path checkout() {
        return copy;
    }
}
