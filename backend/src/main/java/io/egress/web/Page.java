package io.egress.web;

import static io.egress.problem.ViolationCode.BAD_CURSOR;
import static io.egress.problem.ViolationCode.BAD_FORMAT;
import static io.egress.problem.ViolationCode.OUT_OF_RANGE;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.egress.problem.Problem;
import io.egress.problem.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A part of a list.
 *
 * @param nextCursor where the next page begins; null on the last
 * @param total items of all pages; null where it is not counted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(
        @Schema(required = true) List<T> items,
        @Schema(description = "For the parameter cursor of the next page; absent on the last") String nextCursor,
        @Schema(description = "Items of all pages", examples = "137") Long total) {
    private static final int MOST = 500;

    /**
     * @param limit items at most, 1–500
     * @param after the key before the page, "" at the beginning
     */
    public record Query(int limit, String after, String text) {
        /** @throws Problem.Unreadable for limits out of range and cursors that this service did not give */
        public static Query of(int limit, String cursor, String text) {
            if (limit < 1 || limit > MOST) {
                throw new Problem.Unreadable(List.of(
                        new Violation("/limit", OUT_OF_RANGE, "Give a limit from 1 to " + MOST + ".")));
            }
            return new Query(limit, storable("/cursor", decoded(cursor)),
                    storable("/q", text == null ? "" : text.strip()));
        }

        /** PostgreSQL has no NUL in a text. */
        private static String storable(String pointer, String text) {
            if (text.indexOf('\0') >= 0) {
                throw new Problem.Unreadable(List.of(new Violation(pointer, BAD_FORMAT, "Leave out the character NUL.")));
            }
            return text;
        }

        /** What contains the text, for LIKE with the escape {@code !} on lower-case values. */
        public String pattern() {
            return "%" + text.toLowerCase(Locale.ROOT).replaceAll("([%_!])", "!$1") + "%";
        }

        private static String decoded(String cursor) {
            try {
                return cursor == null
                        ? ""
                        : new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new Problem.Unreadable(List.of(
                        new Violation("/cursor", BAD_CURSOR, "Give the nextCursor of the page before.")));
            }
        }
    }

    /** @param found one more than the limit if there is a next page */
    public static <E, T> Page<T> of(List<E> found, Query query, Function<E, String> key, Function<List<E>, List<T>> shown) {
        boolean more = found.size() > query.limit();
        var items = more ? found.subList(0, query.limit()) : found;
        var next = more
                ? Base64.getUrlEncoder().withoutPadding()
                        .encodeToString(key.apply(items.get(items.size() - 1)).getBytes(StandardCharsets.UTF_8))
                : null;
        return new Page<>(shown.apply(items), next, null);
    }
}
