package io.egress.events;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an event's id says: where to go on.
 *
 * @param rows good for every replica
 * @param watch which watch of which replica numbered the statuses; null: none of them was read
 * @param status the number of the last one read
 */
record EventId(Position rows, String watch, long status) {
    private static final Pattern TEXT = Pattern.compile("([^/]+)(?:/([a-z0-9]{1,16})\\.(\\d{1,18}))?");

    /** @return empty for what no id is */
    static Optional<EventId> parse(String text) {
        var match = TEXT.matcher(text);
        return match.matches()
                ? Position.parse(match.group(1))
                        .map(rows -> new EventId(
                                rows, match.group(2), match.group(3) == null ? 0 : Long.parseLong(match.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return watch == null ? rows.toString() : rows + "/" + watch + "." + status;
    }
}
