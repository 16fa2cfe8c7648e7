package io.egress.security;

import io.egress.problem.ViolationCode;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what PostgreSQL keeps: {@code v1.<key id>.<base64url of nonce and ciphertext>}, AES-256-GCM. The context is
 * authenticated along (NIST SP 800-38D, additional data): a value can't be moved to another row or column.
 */
@Startup
@ApplicationScoped
public class AtRest {
    private static final String VERSION = "v1";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final KeyRing keys;
    private final SecureRandom random = new SecureRandom();

    @Inject
    AtRest(KeyRings rings) {
        this(rings.atRest());
    }

    AtRest(KeyRing keys) {
        this.keys = keys;
    }

    /** @param context where the value stands, such as {@code trunk/acme/authPass} */
    public String encrypt(Secret value, String context) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var id = keys.activeId();
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, id, nonce, context);
            var body = cipher.doFinal(value.reveal().getBytes(StandardCharsets.UTF_8));
            var whole = ByteBuffer.allocate(NONCE_BYTES + body.length)
                    .put(nonce)
                    .put(body)
                    .array();
            return VERSION + "." + id + "." + text(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("can't encrypt " + context, e);
        }
    }

    /** @throws Unusable for a value that was altered or moved, or whose key is not there */
    public Secret decrypt(String stored, String context) throws Unusable {
        var parts = stored.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION) || !keys.has(parts[1])) {
            throw unopenable();
        }
        try {
            var whole = Base64.getUrlDecoder().decode(parts[2]);
            // Several texts can stand for the same bytes; only ours is taken.
            if (!text(whole).equals(parts[2]) || whole.length < NONCE_BYTES + TAG_BITS / 8) {
                throw unopenable();
            }
            var nonce = Arrays.copyOf(whole, NONCE_BYTES);
            var clear = cipher(Cipher.DECRYPT_MODE, parts[1], nonce, context)
                    .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
            return Secret.of(new String(clear, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unopenable();
        }
    }

    /** The key for what is new. */
    public String activeKeyId() {
        return keys.activeId();
    }

    public List<String> keyIds() {
        return keys.ids();
    }

    /** The same value under the key for what is new. */
    public String renewed(EncryptedValue value) throws Unusable {
        return encrypt(decrypt(value.stored(), value.place()), value.place());
    }

    boolean opens(EncryptedValue value) {
        try {
            return decrypt(value.stored(), value.place()) != null;
        } catch (Unusable e) {
            return false;
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Unusable unopenable() {
        return new Unusable(
                ViolationCode.UNOPENABLE, "Store the value anew: what is stored was altered, or its key is not there.");
    }

    private Cipher cipher(int mode, String id, byte[] nonce, String context) throws GeneralSecurityException {
        var key = keys.text(id).orElseThrow();
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode, new SecretKeySpec(Base64.getDecoder().decode(key), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
