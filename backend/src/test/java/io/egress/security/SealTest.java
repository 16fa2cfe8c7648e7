package io.egress.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

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
    void aSecretDoesNotShow() {
        assertEquals("(secret)", Secret.of("x").toString());
    }
}
