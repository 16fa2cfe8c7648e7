package io.egress.number;

import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers in the form of ITU-T E.164 with a leading plus. */
public final class E164 {
    public static final String FORMAT = "^\\+[1-9][0-9]{6,14}$";
    private static final Pattern PATTERN = Pattern.compile(FORMAT);

    private E164() {}

    /** Whether the text is a number in its one form. */
    public static boolean isOne(String text) {
        return PATTERN.matcher(text).matches();
    }

    /** The number without visual separators (RFC 3966 §5.1.1), if it is one. */
    public static Optional<String> parse(String text) {
        var number = text.replaceAll("[\\s().-]", "");
        return PATTERN.matcher(number).matches() ? Optional.of(number) : Optional.empty();
    }
}
