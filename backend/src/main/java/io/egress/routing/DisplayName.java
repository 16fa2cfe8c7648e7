package io.egress.routing;

import java.util.regex.Pattern;

/** The name that may stand before a URI in From (RFC 3261 §25.1, display-name). */
final class DisplayName {
    private static final Pattern TOKENS = Pattern.compile("[A-Za-z0-9\\-.!%*_+`'~ ]*");
    private static final Pattern QUOTED = Pattern.compile("(?s)\"(?:[^\"\\\\]|\\\\.)*\"");

    private DisplayName() {}

    /** As it can stand in a header: what is neither tokens nor a quoted string is quoted. */
    static String written(String name) {
        return TOKENS.matcher(name).matches() || QUOTED.matcher(name).matches()
                ? name
                : "\"" + name.replaceAll("[\"\\\\]", "") + "\"";
    }
}
