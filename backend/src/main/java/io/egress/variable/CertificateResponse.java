package io.egress.variable;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.egress.security.CertificateFacts;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The certificates that a variable holds; nothing of a key. */
@Schema(name = "Certificate", description = "The first of the certificates that a variable holds")
@JsonInclude(JsonInclude.Include.NON_NULL)
record CertificateResponse(
        @Schema(required = true, description = "RFC 4514", examples = "CN=platform.example")
        String subject,

        @Schema(required = true, description = "RFC 4514", examples = "CN=Example CA")
        String issuer,

        @Schema(
                required = true,
                description = "With their kind: DNS, IP, URI or email",
                examples = "[\"DNS:platform.example\"]")
        List<String> subjectAltNames,

        @Schema(required = true, description = "From when on all certificates of the variable are good")
        Instant notBefore,

        @Schema(required = true, description = "When the first of them ends")
        Instant notAfter,

        @Schema(required = true, description = "Whole days until then; below 0 since then", examples = "89")
        long daysLeft,

        @Schema(required = true, examples = "RSA") String keyType,

        @Schema(description = "Bits; absent for kinds that have but one size", examples = "2048")
        Integer keySize,

        @Schema(required = true, description = "SHA-256", examples = "0F:3A:…")
        String fingerprint,

        @Schema(description = "Whether the private key beside it is its own and can be used; absent without one")
        Boolean keyMatches,

        @Schema(required = true, description = "How many certificates the variable holds", examples = "2")
        int chainLength) {

    static CertificateResponse of(CertificateFacts facts, Instant now) {
        return new CertificateResponse(
                facts.subject(),
                facts.issuer(),
                facts.subjectAltNames(),
                facts.notBefore(),
                facts.notAfter(),
                facts.daysLeft(now),
                facts.keyType(),
                facts.keySize(),
                facts.fingerprint(),
                facts.keyMatches(),
                facts.chainLength());
    }
}
