package io.egress.security;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals credentials for the proxies, as the Redis contract says ("Sealed values"): AES-256-CBC under a MAC, because that
 * is what Kamailio's crypto module can open, with an IV that follows from the value, so that rendering is deterministic.
 */
@Startup
@ApplicationScoped
public class Seal {
    private static final String VERSION = "s1";
    private static final int IV_BYTES = 16;

    private final String id;
    private final byte[] encryptKey;
    private final byte[] macKey;

    @Inject
    Seal(KeyRings rings) {
        this(rings.toProxies());
    }

    Seal(KeyRing keys) {
        id = keys.activeId();
        var text = keys.text(id).orElseThrow();
        encryptKey = hmac(ascii(text), "egress seal encrypt 1");
        macKey = ascii(base64url(hmac(ascii(text), "egress seal mac 1")));
    }

    /** A seal with the first key of a key file's text. */
    public static Seal withKeys(String keyFileText) {
        return new Seal(KeyRing.ofText("The key file", keyFileText));
    }

    /** @param context the value's place in the contract, such as {@code trunk/acme/auth.password} */
    public String seal(Secret value, String context) {
        var iv = Arrays.copyOf(hmac(macKey, "iv\n" + context + "\n" + value.reveal()), IV_BYTES);
        var cipherText = encrypt(value.reveal().getBytes(StandardCharsets.UTF_8), iv);
        var body = ByteBuffer.allocate(IV_BYTES + cipherText.length)
                .put(iv)
                .put(cipherText)
                .array();
        var signed = VERSION + "." + id + "." + Base64.getEncoder().encodeToString(body);
        return signed + "." + base64url(hmac(macKey, context + "\n" + signed));
    }

    private byte[] encrypt(byte[] clear, byte[] iv) {
        try {
            var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(encryptKey, "AES"), new IvParameterSpec(iv));
            return cipher.doFinal(clear);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("can't seal", e);
        }
    }

    private static byte[] hmac(byte[] key, String message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("can't sign", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
