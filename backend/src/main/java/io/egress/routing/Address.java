package io.egress.routing;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who is named by a From or P-Asserted-Identity value (RFC 3261 §20.10): the user and host of its SIP, SIPS or tel URI.
 *
 * @param host lower case; "" for a tel URI
 */
record Address(Optional<String> user, String host) {
    private static final Pattern IN_BRACKETS = Pattern.compile("\\s*(?:\"(?:[^\"\\\\]|\\\\.)*\")?[^<]*<([^>]*)>.*");
    private static final Pattern TEL = Pattern.compile("(?i)tel:([^;]+).*");
    private static final Pattern SIP = Pattern.compile(
            "(?i)sips?:(?:([^@:]*)(?::[^@]*)?@)?(\\[[0-9a-f:.]+]|[a-z0-9._-]+).*");

    static Optional<Address> parse(String value) {
        var brackets = IN_BRACKETS.matcher(value);
        var uri = (brackets.matches() ? brackets.group(1) : value).trim();
        var tel = TEL.matcher(uri);
        if (tel.matches()) {
            return Optional.of(new Address(Optional.of(tel.group(1)), ""));
        }
        var sip = SIP.matcher(uri);
        return sip.matches()
                ? Optional.of(new Address(Optional.ofNullable(sip.group(1)).filter(user -> !user.isEmpty()),
                        sip.group(2).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }
}
