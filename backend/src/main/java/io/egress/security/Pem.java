package io.egress.security;

import static io.egress.problem.ViolationCode.PRIVATE_KEY;

import java.util.function.Predicate;

/** PEM texts (RFC 7468) in the form in which proxies get them. */
public final class Pem {
    private Pem() {}

    /** Certificates in their order, then private keys, nothing else; a text that can't be read stays as it is. */
    public static Secret inOneForm(Secret text) {
        try {
            return Secret.of(texts(text, PemBlock::isCertificate) + texts(text, PemBlock::isPrivateKey));
        } catch (Unusable e) {
            return text;
        }
    }

    private static String texts(Secret text, Predicate<PemBlock> chosen) throws Unusable {
        var texts = new StringBuilder();
        for (var block : PemBlock.all(text)) {
            texts.append(chosen.test(block) ? block.text() : "");
        }
        return texts.toString();
    }

    /** @throws Unusable if there is no certificate, one can't be read, or a private key stands among them */
    public static void requireAuthorities(Secret text) throws Unusable {
        var blocks = PemBlock.all(text);
        if (blocks.stream().anyMatch(PemBlock::isPrivateKey)) {
            throw new Unusable(PRIVATE_KEY, "Store certificates alone; a private key does not belong here.");
        }
        Certificates.of(blocks);
    }
}
