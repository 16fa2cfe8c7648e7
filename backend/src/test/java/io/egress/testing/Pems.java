package io.egress.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Certificates and keys that nothing but tests uses; the good ones are good until 2120. */
public final class Pems {
    private Pems() {}

    public static String text(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/pem/" + name + ".pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
