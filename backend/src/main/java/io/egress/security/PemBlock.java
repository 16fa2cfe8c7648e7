package io.egress.security;

import static io.egress.problem.ViolationCode.TOO_LONG;
import static io.egress.problem.ViolationCode.UNREADABLE;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** One block of a PEM text (RFC 7468). */
record PemBlock(String label, String body) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final int LINE = 64;
    /** A node takes rows of 64 KiB, and two such texts have to fit into one, encrypted and in base64. */
    private static final int LONGEST = 16_384;

    /** The blocks in their order; what stands around them is passed over. */
    static List<PemBlock> all(Secret text) throws Unusable {
        if (text.reveal().length() > LONGEST) {
            throw new Unusable(TOO_LONG, "Store at most " + LONGEST + " characters of PEM.");
        }
        var matcher = BLOCK.matcher(text.reveal());
        var blocks = new ArrayList<PemBlock>();
        while (matcher.find()) {
            blocks.add(new PemBlock(matcher.group(1), matcher.group(2).strip()));
        }
        return blocks;
    }

    boolean isCertificate() {
        return label.equals("CERTIFICATE");
    }

    boolean isPrivateKey() {
        return label.endsWith("PRIVATE KEY");
    }

    /** PKCS#8 says so by its label, the older forms by a header (RFC 1421 §4.6.1.1). */
    boolean isEncrypted() {
        return label.startsWith("ENCRYPTED") || body.startsWith("Proc-Type");
    }

    byte[] der() throws Unusable {
        try {
            return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw new Unusable(UNREADABLE, "Store whole PEM blocks; the one of a " + label + " is damaged.");
        }
    }

    /** The block in its one form. */
    String text() throws Unusable {
        var lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der());
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }
}
