package io.egress.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A copy of the product that differs in its Kamailio scripts alone. */
final class Variant {
    private final Path copy;

    Variant(Place place, String name) {
        copy = place.directory(name + ".checkout");
        try {
            for (var shared : new String[] {".parts", "frontend", "VERSION"}) {
                Files.createSymbolicLink(copy.resolve(shared), place.checkout().resolve(shared));
            }
            copy(place.checkout().resolve("kamailio"), copy.resolve("kamailio"));
        } catch (IOException e) {
            throw new BenchException("the product can't be copied to " + copy, e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** The same with a text at the end of a file of kamailio/. */
    Variant with(String file, String text) {
        try {
            Files.writeString(copy.resolve("kamailio").resolve(file), text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new BenchException(file + " can't be written", e);
        }
        return this;
    }

    /** The same with libraries of another folder before Kamailio's own. */
    Variant withLibraries(Path folder) {
        var start = copy.resolve("kamailio/start");
        try {
            Files.writeString(
                    start,
                    Files.readString(start)
                            .replace("export LD_LIBRARY_PATH=\"", "export LD_LIBRARY_PATH=\"" + folder + ":"));
        } catch (IOException e) {
            throw new BenchException("kamailio/start can't be written", e);
        }
        return this;
    }

    Path checkout() {
        return copy;
    }
}
