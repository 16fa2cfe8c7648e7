package io.egress.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class AtRestTest {
    private static final String K1 = "k1 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n";
    private static final String K2 = "k2 HxIdHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=\n";
    private static final String PLACE = "trunk/a/authPass";

    private final AtRest atRest = new AtRest(KeyRing.ofText("Keys", K1));
    private final String stored = atRest.encrypt(Secret.of("s3cret"), PLACE);

    private void assertRefused(AtRest opener, String text, String place) {
        var refusal = assertThrows(Unusable.class, () -> opener.decrypt(text, place), text);
        assertEquals("unopenable", refusal.code().slug());
        assertFalse(
                refusal.getMessage().contains("s3cret") || refusal.getMessage().contains(stored));
    }

    @Test
    void whatIsStoredOpensInItsPlaceOnly() throws Unusable {
        assertEquals(Secret.of("s3cret"), atRest.decrypt(stored, PLACE));
        assertNotEquals(stored, atRest.encrypt(Secret.of("s3cret"), PLACE));
        assertRefused(atRest, stored, "trunk/b/authPass");
    }

    @Test
    void anotherCharacterAnywhereIsRefused() {
        for (int at = 0; at < stored.length(); at++) {
            for (char other : "A_.0".toCharArray()) {
                if (stored.charAt(at) != other) {
                    assertRefused(atRest, stored.substring(0, at) + other + stored.substring(at + 1), PLACE);
                }
            }
            assertRefused(atRest, stored.substring(0, at), PLACE);
        }
        assertRefused(atRest, stored + ".", PLACE);
    }

    @Test
    void eachValueOpensByTheKeyThatItIsUnderAndTheFirstSeals() throws Unusable {
        var both = new AtRest(KeyRing.ofText("Keys", K2 + K1));
        assertEquals(Secret.of("s3cret"), both.decrypt(stored, PLACE));
        var newer = both.encrypt(Secret.of("s3cret"), PLACE);
        assertRefused(atRest, newer, PLACE);
        assertRefused(both, newer.replace("v1.k2.", "v1.k1."), PLACE);
        assertRefused(new AtRest(KeyRing.ofText("Keys", K2)), stored, PLACE);
    }
}
