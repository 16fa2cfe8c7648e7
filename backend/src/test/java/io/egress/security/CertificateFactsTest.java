package io.egress.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.testing.Pems;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a certificate, as openssl would tell it. */
class CertificateFactsTest {
    private static CertificateFacts facts(String name) {
        return CertificateFacts.of(Secret.of(Pems.text(name))).orElseThrow();
    }

    @Test
    void anRsaCertificateWithItsKey() {
        var facts = facts("rsa-pkcs8");
        assertEquals("CN=rsa.example", facts.subject());
        assertEquals("RSA", facts.keyType());
        assertEquals(2048, facts.keySize());
        assertEquals(true, facts.keyMatches());
        assertTrue(facts.fingerprint().matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"), facts.fingerprint());
    }

    @Test
    void aChainTellsOfItsFirstCertificateAndWhenAnyOfItEnds() {
        var facts = facts("chain");
        assertEquals("CN=platform.example", facts.subject());
        assertEquals("EC", facts.keyType());
        assertEquals(256, facts.keySize());
        assertEquals(Instant.parse("2120-01-01T00:00:00Z"), facts.notAfter());
        assertTrue(facts.chainLength() > 1);
    }

    @ParameterizedTest
    @CsvSource({
        "ec-pkcs8, true",
        "ec-sec1, true",
        "rsa-pkcs1, true",
        "key-of-another, false",
        "issuer-first, false",
        "two-keys, false",
        "encrypted-pkcs8, false",
        "ed25519, false"
    })
    void whetherTheKeyBesideItIsItsOwn(String name, boolean matches) {
        assertEquals(matches, facts(name).keyMatches());
    }

    @Test
    void withoutAKeyNothingIsSaidOfOne() {
        assertNull(facts("ca").keyMatches());
    }

    @Test
    void anEndedCertificateHasLessThanNoDaysLeft() {
        var facts = facts("expired");
        assertEquals(-1, facts.daysLeft(facts.notAfter().plusSeconds(1)));
        assertEquals(0, facts.daysLeft(facts.notAfter().minusSeconds(1)));
        assertEquals(1, facts.daysLeft(facts.notAfter().minus(Duration.ofHours(25))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key-alone", "damaged", "not-base64"})
    void whatCanNotBeReadHasNone(String name) {
        assertEquals(Optional.empty(), CertificateFacts.of(Secret.of(Pems.text(name))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no PEM",
                "-----BEGIN CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----"
            })
    void norHasAnyOtherText(String text) {
        assertEquals(Optional.empty(), CertificateFacts.of(Secret.of(text)));
    }
}
