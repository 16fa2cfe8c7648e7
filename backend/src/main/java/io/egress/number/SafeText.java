package io.egress.number;

import java.util.regex.Pattern;

/**
 * Texts that a spreadsheet takes for texts: one that would be a formula (CWE-1236) gets an apostrophe before it, and loses it
 * again when it is read. What begins with apostrophes and then as a formula does gets one more, so that nothing is lost.
 */
final class SafeText {
    private static final Pattern FORMULA = Pattern.compile("^'*[=+\\-@\\t\\r].*", Pattern.DOTALL);
    private static final Pattern MADE_SAFE = Pattern.compile("^'+[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private SafeText() {}

    static String written(String text) {
        return FORMULA.matcher(text).matches() ? "'" + text : text;
    }

    static String read(String text) {
        return MADE_SAFE.matcher(text).matches() ? text.substring(1) : text;
    }
}
