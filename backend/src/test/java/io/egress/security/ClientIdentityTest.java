package io.egress.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.testing.Pems;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client certificate may look like, as the tools of this world write it. */
class ClientIdentityTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private static ClientIdentity read(String name) throws Unusable {
        return ClientIdentity.read(Secret.of(Pems.text(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ec-pkcs8", "ec-sec1", "rsa-pkcs8", "rsa-pkcs1", "chain"})
    void certificateAndKeyInTheFormsThatToolsWrite(String name) throws Unusable {
        read(name).requireGood(NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "encrypted-pkcs8, encrypted_key",
        "encrypted-pkcs1, encrypted_key",
        "key-of-another, key_mismatch",
        "key-of-another-kind, key_mismatch",
        "issuer-first, key_mismatch",
        "stray-certificate, broken_chain",
        "ca, no_private_key",
        "key-alone, no_certificate",
        "two-keys, several_private_keys",
        "damaged, unreadable",
        "not-base64, unreadable",
        "ed25519, unknown_key_type",
    })
    void whatIsNoIdentityIsRefusedWithASentence(String name, String code) {
        var refusal = assertThrows(Unusable.class, () -> read(name));
        assertEquals(code, refusal.code().slug());
        assertTrue(refusal.getMessage().matches("Store .*\\."), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"expired, expired", "expired-issuer, expired", "not-yet-good, not_yet_good"})
    void whatIsNotGoodNowCanBeReadAllTheSame(String name, String code) throws Unusable {
        var identity = read(name);
        assertEquals(
                code,
                assertThrows(Unusable.class, () -> identity.requireGood(NOW))
                        .code()
                        .slug());
    }

    @Test
    void aTextThatNoRowCanHoldIsRefusedBeforeItIsRead() {
        var tooLong = Secret.of(Pems.text("chain") + " ".repeat(16_384));
        assertEquals(
                "too_long",
                assertThrows(Unusable.class, () -> ClientIdentity.read(tooLong))
                        .code()
                        .slug());
    }

    @Test
    void proxiesGetCertificatesFirstThenTheKeyAndNothingElse() {
        var pem = Pem.inOneForm(Secret.of(Pems.text("rsa-pkcs8").replace("\n", "\r\n")))
                .reveal();
        var labels = Pattern.compile("-----BEGIN ([A-Z ]+)-----")
                .matcher(pem)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertEquals(List.of("CERTIFICATE", "PRIVATE KEY"), labels);
        assertFalse(pem.contains("Bag") || pem.contains("\r"));
        assertEquals(pem, Pem.inOneForm(Secret.of(pem)).reveal());
    }

    @Test
    void aCaIsCertificatesAlone() throws Unusable {
        Pem.requireAuthorities(Secret.of(Pems.text("ca")));
        assertEquals(
                "private_key",
                assertThrows(Unusable.class, () -> Pem.requireAuthorities(Secret.of(Pems.text("chain"))))
                        .code()
                        .slug());
        assertEquals(
                "no_certificate",
                assertThrows(Unusable.class, () -> Pem.requireAuthorities(Secret.of("none")))
                        .code()
                        .slug());
    }
}
