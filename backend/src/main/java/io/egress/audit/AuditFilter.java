package io.egress.audit;

import static io.egress.problem.ViolationCode.BAD_FORMAT;
import static io.egress.problem.ViolationCode.UNKNOWN_VALUE;

import io.egress.problem.Problem;
import io.egress.problem.Violation;
import io.egress.web.Way;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Which entries are asked for; null: any.
 *
 * @param since the earliest
 * @param until all before
 */
record AuditFilter(Kind kind, String key, String actor, Way way, Action action, String tokenName, Instant since,
        Instant until, Long revision, String requestId) {

    /** Collects what can't be read in the texts of a query. */
    static final class Reader {
        private final List<Violation> violations = new ArrayList<>();

        /** One of a few values, each by the name that it has in the API. */
        <E extends Enum<E>> E one(String parameter, String text, Class<E> type, Function<E, String> wireName) {
            if (text == null) {
                return null;
            }
            var found = Arrays.stream(type.getEnumConstants()).filter(value -> wireName.apply(value).equals(text))
                    .findFirst();
            if (found.isEmpty()) {
                violations.add(new Violation("/" + parameter, UNKNOWN_VALUE, "Give one of "
                        + String.join(", ", Arrays.stream(type.getEnumConstants()).map(wireName).toList()) + "."));
            }
            return found.orElse(null);
        }

        Instant time(String parameter, String text) {
            try {
                return text == null ? null : Instant.parse(text);
            } catch (DateTimeException e) {
                violations.add(new Violation("/" + parameter, BAD_FORMAT,
                        "Give a time such as 2026-11-25T18:00:00Z (RFC 3339); a + in it is sent as %2B."));
                return null;
            }
        }

        String text(String parameter, String text) {
            if (text != null && text.indexOf('\0') >= 0) {
                violations.add(new Violation("/" + parameter, BAD_FORMAT, "Leave out the character NUL."));
            }
            return text;
        }

        /** @throws Problem.Unreadable with all of them, if there are any */
        void throwIfAny() {
            if (!violations.isEmpty()) {
                throw new Problem.Unreadable(violations);
            }
        }
    }
}
