package io.egress.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SealTest {
    private static final String KEYS = "k1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8= # a test key\n";

    @Test
    void sealingIsDeterministicAndDiffersByPlace() {
        var seal = Seal.withKeys(KEYS);
        var value = Secret.of("pässword");
        assertEquals(seal.seal(value, "trunk/a/auth.password"), seal.seal(value, "trunk/a/auth.password"));
        assertNotEquals(seal.seal(value, "trunk/a/auth.password"), seal.seal(value, "trunk/b/auth.password"));
        assertFalse(seal.seal(value, "trunk/a/auth.password").contains("pässword"));
    }

    @Test
    void whatIsAtRestOpensInItsPlaceOnly() {
        var atRest = new AtRest(KeyRing.parse(KEYS));
        var stored = atRest.encrypt(Secret.of("s3cret"), "trunk/a/authPass");
        assertEquals(Secret.of("s3cret"), atRest.decrypt(stored, "trunk/a/authPass"));
        assertNotEquals(stored, atRest.encrypt(Secret.of("s3cret"), "trunk/a/authPass"));
        assertThrows(IllegalStateException.class, () -> atRest.decrypt(stored, "trunk/b/authPass"));
        assertThrows(IllegalStateException.class, () -> atRest.decrypt(stored.replace("k1", "k2"), "trunk/a/authPass"));
    }

    @Test
    void anUnusableKeyFileIsToldWithoutTheKey() {
        for (var text : new String[] {"", "k1 short\n", "K1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n", KEYS + KEYS}) {
            var problem = assertThrows(IllegalArgumentException.class, () -> KeyRing.parse(text));
            assertFalse(problem.getMessage().contains("AAEC"));
        }
    }

    @Test
    void aSecretDoesNotShow() {
        assertEquals("(secret)", Secret.of("x").toString());
    }
}
