package io.egress.robustness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A file with keys for what is kept, and what they open; written apart from the product's. */
final class KeyFile {
    private static final int NONCE = 12;

    private final Path file;
    private final Random random;
    private final Map<String, byte[]> keys = new ConcurrentHashMap<>();

    KeyFile(Path file, long seed) {
        this.file = file;
        random = new Random(seed);
    }

    Path path() {
        return file;
    }

    /** Writes these keys in this order; one that has not been there is made. */
    void hold(String... ids) {
        try {
            Files.writeString(file, Arrays.stream(ids).map(this::line).collect(Collectors.joining("\n", "", "\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line of a key file. */
    String line(String id) {
        return id + " "
                + text(keys.computeIfAbsent(id, unused -> {
                    var key = new byte[32];
                    random.nextBytes(key);
                    return key;
                }));
    }

    /** All keys that have been, as they stand in files. */
    List<String> texts() {
        return keys.values().stream().map(KeyFile::text).toList();
    }

    private static String text(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }

    /** @param stored {@code v1.<id>.<base64url of nonce and AES-256-GCM>} @return empty if it was altered */
    Optional<String> open(String stored, String place) {
        var parts = stored.split("\\.");
        var whole = Base64.getUrlDecoder().decode(parts[2]);
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(keys.get(parts[1]), "AES"),
                    new GCMParameterSpec(128, whole, 0, NONCE));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return Optional.of(new String(cipher.doFinal(whole, NONCE, whole.length - NONCE), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
