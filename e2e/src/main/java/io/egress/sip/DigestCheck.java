package io.egress.sip;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** A carrier's own view of digest authentication (RFC 7616), written apart from the product's. */
public record DigestCheck(String realm, String user, String password, String algorithm, boolean qop) {

    public String challenge(String nonce) {
        return challenge(nonce, qop ? ", qop=\"auth\"" : "");
    }

    /** @param more further parameters, each with a comma before it */
    public String challenge(String nonce, String more) {
        return "Digest realm=\"" + realm + "\", nonce=\"" + nonce + "\", algorithm=" + algorithm + more;
    }

    /** Whether the header proves that the sender knows the password for this request. */
    public boolean accepts(String authorization, String method, String requestUri, String nonce) {
        var answered = parameter(authorization, "response");
        var uri = parameter(authorization, "uri");
        if (answered.isEmpty()
                || !uri.equals(Optional.of(requestUri))
                || !parameter(authorization, "nonce").equals(Optional.of(nonce))
                || !parameter(authorization, "realm").equals(Optional.of(realm))
                || !parameter(authorization, "username").equals(Optional.of(user))) {
            return false;
        }
        var cnonce = parameter(authorization, "cnonce").orElse("");
        var a1 = hash(user + ":" + realm + ":" + password);
        if (algorithm.endsWith("-sess")) {
            a1 = hash(a1 + ":" + nonce + ":" + cnonce);
        }
        var a2 = hash(method + ":" + requestUri);
        var middle =
                qop ? nonce + ":" + parameter(authorization, "nc").orElse("") + ":" + cnonce + ":auth:" : nonce + ":";
        return hash(a1 + ":" + middle + a2).equals(answered.get());
    }

    /** A parameter of an Authorization header. */
    public static Optional<String> parameter(String header, String name) {
        var matcher = Pattern.compile("(?:^Digest |, ?)" + name + "=(?:\"([^\"]*)\"|([^,\\s]+))")
                .matcher(header);
        return matcher.find()
                ? Optional.of(matcher.group(1) != null ? matcher.group(1) : matcher.group(2))
                : Optional.empty();
    }

    private String hash(String text) {
        try {
            var digest = MessageDigest.getInstance(algorithm.startsWith("MD5") ? "MD5" : "SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
