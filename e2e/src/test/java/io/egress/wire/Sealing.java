package io.egress.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Sealed values as the contract describes them, with the goldens' key; written apart from the product's. */
public final class Sealing {
    private static final String ID = "k1";
    private static final byte[] KEY = key();
    private static final byte[] MAC = url(hmac(KEY, "egress seal mac 1")).getBytes(StandardCharsets.US_ASCII);

    private Sealing() {}

    private static byte[] key() {
        try (var lines = Files.lines(ProxyAlone.GOLDENS.resolve("proxy.keys"))) {
            return lines.filter(line -> line.startsWith(ID + " "))
                    .findFirst()
                    .orElseThrow()
                    .substring(ID.length() + 1)
                    .trim()
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param context the value's place, such as {@code trunk/acme/auth.password} */
    public static String seal(String context, String value) {
        var iv = Arrays.copyOf(hmac(MAC, "iv\n" + context + "\n" + value), 16);
        var encrypted = encrypt(iv, value.getBytes(StandardCharsets.UTF_8));
        var body = new byte[iv.length + encrypted.length];
        System.arraycopy(iv, 0, body, 0, iv.length);
        System.arraycopy(encrypted, 0, body, iv.length, encrypted.length);
        var signed = "s1." + ID + "." + Base64.getEncoder().encodeToString(body);
        return signed + "." + url(hmac(MAC, context + "\n" + signed));
    }

    private static byte[] encrypt(byte[] iv, byte[] clear) {
        try {
            var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(hmac(KEY, "egress seal encrypt 1"), "AES"),
                    new IvParameterSpec(iv));
            return cipher.doFinal(clear);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
