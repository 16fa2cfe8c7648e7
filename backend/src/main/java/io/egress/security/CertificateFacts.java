package io.egress.security;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What can be told of a PEM text with certificates: of the first one, unless said otherwise. Nothing of a key.
 *
 * @param subject RFC 4514
 * @param issuer RFC 4514
 * @param subjectAltNames with their kind before them, such as {@code DNS:sip.acme.example} (RFC 5280 §4.2.1.6)
 * @param notBefore from when on all of them are good
 * @param notAfter when the first of them ends
 * @param keyType such as RSA or EC
 * @param keySize bits; null for kinds that have but one
 * @param fingerprint SHA-256 of the certificate, in hex with colons
 * @param keyMatches whether the private key beside it is its own and can be used; null without one
 * @param chainLength how many certificates there are
 */
public record CertificateFacts(
        String subject,
        String issuer,
        List<String> subjectAltNames,
        Instant notBefore,
        Instant notAfter,
        String keyType,
        Integer keySize,
        String fingerprint,
        Boolean keyMatches,
        int chainLength) {
    /** The kinds of GeneralName that are texts. */
    private static final Map<Integer, String> KINDS = Map.of(1, "email:", 2, "DNS:", 6, "URI:", 7, "IP:");

    /** Empty if there is no certificate, or one that can't be read. */
    public static Optional<CertificateFacts> of(Secret text) {
        try {
            var blocks = PemBlock.all(text);
            var chain = Certificates.of(blocks);
            return Optional.of(of(chain, keyMatches(blocks, chain.get(0))));
        } catch (Unusable e) {
            return Optional.empty();
        }
    }

    private static CertificateFacts of(List<X509Certificate> chain, Boolean keyMatches) {
        var first = chain.get(0);
        return new CertificateFacts(
                first.getSubjectX500Principal().getName(),
                first.getIssuerX500Principal().getName(),
                names(first),
                chain.stream()
                        .map(one -> one.getNotBefore().toInstant())
                        .max(Comparator.naturalOrder())
                        .orElseThrow(),
                chain.stream()
                        .map(one -> one.getNotAfter().toInstant())
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                first.getPublicKey().getAlgorithm(),
                keySize(first),
                fingerprint(first),
                keyMatches,
                chain.size());
    }

    /** Whole days until it ends; below 0 since then. */
    public long daysLeft(Instant now) {
        return Math.floorDiv(
                Duration.between(now, notAfter).toSeconds(), Duration.ofDays(1).toSeconds());
    }

    private static Boolean keyMatches(List<PemBlock> blocks, X509Certificate certificate) {
        var keys = blocks.stream().filter(PemBlock::isPrivateKey).toList();
        if (keys.isEmpty()) {
            return null;
        }
        try {
            PrivateKeys.requireMatch(keys.get(0), certificate.getPublicKey());
            return keys.size() == 1;
        } catch (Unusable e) {
            return false;
        }
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .map(name -> KINDS.containsKey(name.get(0)) ? KINDS.get(name.get(0)) + name.get(1) : null)
                            .filter(Objects::nonNull)
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static Integer keySize(X509Certificate certificate) {
        var key = certificate.getPublicKey();
        if (key instanceof RSAKey rsa) {
            return rsa.getModulus().bitLength();
        }
        return key instanceof ECKey ec ? ec.getParams().getCurve().getField().getFieldSize() : null;
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
