package io.egress.security;

import static io.egress.problem.ViolationCode.NO_CERTIFICATE;
import static io.egress.problem.ViolationCode.UNREADABLE;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Reads the certificates of a PEM text (RFC 5280). */
final class Certificates {
    private Certificates() {}

    /** At least one, in the order in which they stand. */
    static List<X509Certificate> of(List<PemBlock> blocks) throws Unusable {
        var certificates = new ArrayList<X509Certificate>();
        for (var block : blocks) {
            if (block.isCertificate()) {
                certificates.add(one(block));
            }
        }
        if (certificates.isEmpty()) {
            throw new Unusable(NO_CERTIFICATE, "Store PEM that begins with -----BEGIN CERTIFICATE-----.");
        }
        return certificates;
    }

    private static X509Certificate one(PemBlock block) throws Unusable {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.der()));
        } catch (CertificateException e) {
            throw new Unusable(UNREADABLE, "Store certificates that are whole; one of them can't be read.");
        }
    }
}
