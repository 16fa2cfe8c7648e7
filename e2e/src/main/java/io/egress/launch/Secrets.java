package io.egress.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Random secrets in files that only their owner can read; made once, then kept. */
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    static String token() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A folder that only its owner can read, made if it is not there. */
    static Path folder(Path directory) {
        try {
            Files.createDirectories(directory);
            return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key file with one random key. */
    static Path keys(Path file) {
        var key = new byte[32];
        RANDOM.nextBytes(key);
        return kept(file, "k1 " + Base64.getEncoder().encodeToString(key) + "\n");
    }

    /** The file, made with this text if it is not there. */
    static Path kept(Path file, String text) {
        if (!Files.exists(file)) {
            write(file, text);
        }
        return file;
    }

    static void write(Path file, String text) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
