package io.egress.security;

import static io.egress.problem.ViolationCode.BROKEN_CHAIN;
import static io.egress.problem.ViolationCode.EXPIRED;
import static io.egress.problem.ViolationCode.NOT_YET_GOOD;
import static io.egress.problem.ViolationCode.NO_PRIVATE_KEY;
import static io.egress.problem.ViolationCode.SEVERAL_PRIVATE_KEYS;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * Who we are towards a TLS server (RFC 8446 §4.4.2): a certificate chain, whose first one is ours. Its private key was
 * seen and is not kept.
 */
public record ClientIdentity(List<X509Certificate> chain) {
    public ClientIdentity {
        chain = List.copyOf(chain);
    }

    /**
     * Whether it is still good is not asked.
     *
     * @throws Unusable if it is no chain with the key of its first certificate
     */
    public static ClientIdentity read(Secret text) throws Unusable {
        var blocks = PemBlock.all(text);
        var chain = Certificates.of(blocks);
        var keys = blocks.stream().filter(PemBlock::isPrivateKey).toList();
        if (keys.isEmpty()) {
            throw new Unusable(NO_PRIVATE_KEY, "Store the private key along with the certificate.");
        }
        if (keys.size() > 1) {
            throw new Unusable(SEVERAL_PRIVATE_KEYS, "Store one private key.");
        }
        PrivateKeys.requireMatch(keys.get(0), chain.get(0).getPublicKey());
        requireOrder(chain);
        return new ClientIdentity(chain);
    }

    private static void requireOrder(List<X509Certificate> chain) throws Unusable {
        for (int at = 0; at + 1 < chain.size(); at++) {
            try {
                chain.get(at).verify(chain.get(at + 1).getPublicKey());
            } catch (GeneralSecurityException e) {
                throw new Unusable(BROKEN_CHAIN, "Store each certificate before that of its issuer, and no others.");
            }
        }
    }

    /** @throws Unusable if any certificate of the chain is not good at this time */
    public void requireGood(Instant now) throws Unusable {
        for (var certificate : chain) {
            if (now.isAfter(certificate.getNotAfter().toInstant())) {
                throw new Unusable(EXPIRED, "Store a certificate that has not expired.");
            }
            if (now.isBefore(certificate.getNotBefore().toInstant())) {
                throw new Unusable(NOT_YET_GOOD, "Store a certificate that is good already.");
            }
        }
    }
}
