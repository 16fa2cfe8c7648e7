package io.egress.secrecy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The forms in which a text could be seen by whoever knows where to look. */
final class Disguises {
    private Disguises() {}

    static List<String> of(Planted secret) {
        var bytes = secret.text().getBytes(StandardCharsets.UTF_8);
        var hashes = Stream.of("SHA-256", "SHA-1", "MD5")
                .filter(algorithm -> !secret.keptAsDigest())
                .map(algorithm -> hash(algorithm, bytes));
        return Stream.concat(
                        Stream.of(secret.text()),
                        Stream.concat(Stream.of(bytes), hashes).flatMap(Disguises::of))
                .toList();
    }

    private static Stream<String> of(byte[] bytes) {
        return Stream.of(
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private static byte[] hash(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
