package io.egress.routing;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The forms in which numbers and users stand in SIP headers. */
final class Dialled {
    private static final Pattern E164 = Pattern.compile("\\+?([1-9][0-9]{6,14})");
    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int LONGEST_CALLER = 128;
    private static final Pattern DESTINATION = Pattern.compile("\\+?[0-9*#]{2,32}");

    private Dialled() {}

    /** E.164 with its plus; a missing plus is tolerated, {@code 00} and national forms are not. */
    static Optional<String> e164(String text) {
        var matcher = E164.matcher(withoutSeparators(text));
        return matcher.matches() ? Optional.of("+" + matcher.group(1)) : Optional.empty();
    }

    /** E.164, else a plain SIP user. */
    static Optional<String> caller(String text) {
        return text.length() > LONGEST_CALLER || text.chars().anyMatch(Character::isISOControl)
                ? Optional.empty()
                : e164(text).or(() -> Optional.of(text.trim())
                        .filter(user -> USER.matcher(user).matches()));
    }

    /** Whom to call. */
    static Optional<String> destination(String user) {
        return Optional.of(withoutSeparators(decoded(user)))
                .filter(dialled -> DESTINATION.matcher(dialled).matches());
    }

    private static String decoded(String user) {
        try {
            // A plus stands for itself in SIP.
            return URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return user;
        }
    }

    /** Without visual separators (RFC 3966 §5.1.1). */
    private static String withoutSeparators(String text) {
        return text.replaceAll("[ ().-]", "");
    }
}
