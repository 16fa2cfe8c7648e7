package io.egress.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator can give as keys. */
class KeyRingsTest {
    private static final String A = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String B = "AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String C = "AgECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @TempDir
    Path directory;

    private String toProxies;

    @BeforeEach
    void writeProxyKeys() throws IOException {
        toProxies = file("proxy.keys", "k1 " + A + "\n");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private KeyRings rings(String file, String text) {
        return new KeyRings(Optional.ofNullable(file), Optional.ofNullable(text), Optional.ofNullable(toProxies));
    }

    private void assertRefused(String sentence, String file, String text) {
        var refusal = assertThrows(NotStarted.class, () -> rings(file, text));
        assertTrue(refusal.getMessage().endsWith(sentence), refusal.getMessage());
        for (var key : List.of(A, B, C)) {
            assertFalse(refusal.getMessage().contains(key.substring(0, 8)), refusal.getMessage());
        }
    }

    @Test
    void aFileAndTheEnvironmentSayTheSame() throws IOException {
        var text = "# new\n k3 " + B + "  # since June\n\nk1\t" + C + "\n";
        for (var keys : List.of(
                rings(file("at-rest.keys", text), null).atRest(),
                rings(null, text).atRest(),
                rings(null, "k3 " + B + ";k1 " + C).atRest())) {
            assertEquals(List.of("k3", "k1"), keys.ids());
            assertEquals("k3", keys.activeId());
            assertEquals(Optional.of(C), keys.text("k1"));
        }
    }

    @Test
    void oneOfBothIsNeeded() throws IOException {
        var both = "Set one of EGRESS_AT_REST_KEYS_FILE and EGRESS_AT_REST_KEYS.";
        assertRefused(both, null, null);
        assertRefused(both, file("at-rest.keys", "k1 " + B), "k1 " + B);
        toProxies = null;
        assertRefused("Set EGRESS_PROXY_KEYS_FILE.", null, "k1 " + B);
    }

    @Test
    void whatIsNoKeyIsToldByItsPlace() throws IOException {
        assertRefused("EGRESS_AT_REST_KEYS holds no key.", null, "# none\n");
        assertRefused(
                "EGRESS_AT_REST_KEYS has no '<id> <base64 of 32 bytes>' in line 2.", null, "k1 " + B + ";k2 short");
        assertRefused("in line 1.", null, "K1 " + B);
        assertRefused("in line 1.", null, B);
        assertRefused("EGRESS_AT_REST_KEYS repeats a key id in line 3.", null, "k1 " + B + "\n\nk1 " + C);
        var file = file("at-rest.keys", "k1");
        assertRefused(
                "EGRESS_AT_REST_KEYS_FILE " + file + " has no '<id> <base64 of 32 bytes>' in line 1.", file, null);
        assertRefused("EGRESS_AT_REST_KEYS_FILE " + file + "x can't be read.", file + "x", null);
    }

    @Test
    void noKeyDoesBoth() {
        var sentence =
                "EGRESS_AT_REST_KEYS and EGRESS_PROXY_KEYS_FILE hold the same key. Make another one: proxies must not "
                        + "be able to read what PostgreSQL keeps.";
        assertRefused(sentence, null, "k2 " + B + "\nanother " + A);
        // The same bytes in other letters: the last one carries two bits that mean nothing.
        assertRefused(sentence, null, "k2 " + A.replace("8=", "9="));
    }
}
