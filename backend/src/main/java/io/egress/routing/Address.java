package io.egress.routing;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who is named by a From or P-Asserted-Identity value (RFC 3261 §20.10): the user and host of its SIP, SIPS or tel URI.
 *
 * @param display the name before the URI as it was written, with its quotes
 * @param host lower case; "" for a tel URI
 */
public record Address(Optional<String> display, Optional<String> user, String host) {
    private static final Pattern IN_BRACKETS =
            Pattern.compile("\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\")?[^<]*?)\\s*<([^>]*)>.*");
    private static final Pattern TEL = Pattern.compile("(?i)tel:([^;]+).*");
    private static final Pattern SIP =
            Pattern.compile("(?i)sips?:(?:([^@:]*)(?::[^@]*)?@)?(\\[[0-9a-f:.]+]|[a-z0-9._-]+).*");

    /** Empty for what is no such value. */
    public static Optional<Address> parse(String value) {
        var brackets = IN_BRACKETS.matcher(value);
        boolean named = brackets.matches();
        var display = named ? given(brackets.group(1)) : Optional.<String>empty();
        var uri = (named ? brackets.group(2) : value).trim();
        var tel = TEL.matcher(uri);
        if (tel.matches()) {
            return Optional.of(new Address(display, Optional.of(tel.group(1)), ""));
        }
        var sip = SIP.matcher(uri);
        return sip.matches()
                ? Optional.of(
                        new Address(display, given(sip.group(1)), sip.group(2).toLowerCase(Locale.ROOT)))
                : Optional.empty();
    }

    private static Optional<String> given(String text) {
        return Optional.ofNullable(text).filter(some -> !some.isEmpty());
    }
}
