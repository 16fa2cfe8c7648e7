package io.egress.security;

import static io.egress.problem.ViolationCode.ENCRYPTED_KEY;
import static io.egress.problem.ViolationCode.KEY_MISMATCH;
import static io.egress.problem.ViolationCode.UNKNOWN_KEY_TYPE;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Set;

/** Reads private keys as PEM has them: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017 §A.1.2) and SEC 1 (RFC 5915). */
final class PrivateKeys {
    private static final Set<String> KINDS = Set.of("RSA", "EC");
    private static final Set<String> BARE = Set.of("RSA PRIVATE KEY", "EC PRIVATE KEY");
    private static final byte[] PROBE = {1, 2, 3};
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final byte[] VERSION = {0x02, 0x01, 0x00};

    private PrivateKeys() {}

    /** Refuses a key that is not the certificate's own. */
    static void requireMatch(PemBlock block, PublicKey certified) throws Unusable {
        if (block.isEncrypted()) {
            throw new Unusable(
                    ENCRYPTED_KEY,
                    "Store the private key without a passphrase; a variable of type secret is encrypted anyway.");
        }
        if (!KINDS.contains(certified.getAlgorithm())) {
            throw new Unusable(UNKNOWN_KEY_TYPE, "Store a certificate with an RSA or EC key.");
        }
        var der = block.der();
        try {
            var encoded = BARE.contains(block.label()) ? pkcs8(der, certified) : der;
            var key =
                    KeyFactory.getInstance(certified.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            if (fits(key, certified)) {
                return;
            }
        } catch (GeneralSecurityException e) {
            // Of another kind, damaged, or of another certificate: for who stored it that is one and the same.
        }
        throw new Unusable(
                KEY_MISMATCH,
                "Store the certificate of this private key first; the key is not that of the first certificate.");
    }

    private static boolean fits(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        var signature =
                Signature.getInstance("SHA256with" + (certified.getAlgorithm().equals("EC") ? "ECDSA" : "RSA"));
        signature.initSign(key);
        signature.update(PROBE);
        var signed = signature.sign();
        signature.initVerify(certified);
        signature.update(PROBE);
        return signature.verify(signed);
    }

    /** The bare key in the envelope of PKCS#8; which algorithm and curve it is of says the certificate. */
    private static byte[] pkcs8(byte[] bare, PublicKey certified) {
        return tlv(SEQUENCE, VERSION, algorithm(certified), tlv(OCTET_STRING, bare));
    }

    /** SubjectPublicKeyInfo (RFC 5280 §4.1) is a sequence that begins with the algorithm, itself a sequence. */
    private static byte[] algorithm(PublicKey certified) {
        var info = ByteBuffer.wrap(certified.getEncoded());
        enter(info);
        info.mark();
        int length = enter(info);
        var whole = new byte[info.position() + length - info.reset().position()];
        info.get(whole);
        return whole;
    }

    /** Reads a tag and its length (X.690 §8.1). */
    private static int enter(ByteBuffer der) {
        der.get();
        int first = der.get() & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int octets = first & 0x7f; octets > 0; octets--) {
            length = length << 8 | der.get() & 0xff;
        }
        return length;
    }

    private static byte[] tlv(int tag, byte[]... contents) {
        int length = 0;
        for (var content : contents) {
            length += content.length;
        }
        // PEM texts are shorter than the 64 KiB that two octets of length can say.
        var all = ByteBuffer.allocate(length + 4).put((byte) tag);
        if (length < 0x80) {
            all.put((byte) length);
        } else if (length < 0x100) {
            all.put((byte) 0x81).put((byte) length);
        } else {
            all.put((byte) 0x82).putShort((short) length);
        }
        for (var content : contents) {
            all.put(content);
        }
        return Arrays.copyOf(all.array(), all.position());
    }
}
