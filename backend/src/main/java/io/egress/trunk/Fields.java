package io.egress.trunk;

import static io.egress.problem.ViolationCode.BAD_FORMAT;
import static io.egress.problem.ViolationCode.NOT_ALLOWED;

import io.egress.problem.Violations;

/** What can be said of a text member whatever it means. */
final class Fields {
    private Fields() {}

    static boolean given(String value) {
        return value != null && !value.isBlank();
    }

    static void refuse(String pointer, String value, String sentence, Violations violations) {
        if (value != null && !value.isEmpty()) {
            violations.add(pointer, NOT_ALLOWED, sentence);
        }
    }

    /** What stands in a list or a SIP header must not end its line. */
    static void line(String pointer, String value, Violations violations) {
        if (value != null && value.chars().anyMatch(Character::isISOControl)) {
            violations.add(pointer, BAD_FORMAT, "Give text without line breaks and control characters.");
        }
    }
}
