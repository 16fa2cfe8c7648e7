package io.egress.web;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Linked objects as a row of a list tells them: whole, or how many they are. Never a part of them: who takes a part for the
 * whole and writes it back would unlink the rest.
 *
 * @param keys null: too many for a row
 */
public record LinkSummary(long count, List<String> keys) {
    /** As many as a row tells. */
    public static final int MOST = 20;

    /** Of none. */
    public static final LinkSummary NONE = new LinkSummary(0, List.of());

    /** All of them, however many. */
    public static LinkSummary whole(List<String> keys) {
        return new LinkSummary(keys.size(), keys);
    }

    /**
     * @param counts of those objects that are linked
     * @param keys finds those of some objects
     */
    public static Map<String, LinkSummary> of(
            Map<String, Long> counts, Function<Collection<String>, Map<String, List<String>>> keys) {
        var few = counts.entrySet().stream()
                .filter(entry -> entry.getValue() <= MOST)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        var told = few.isEmpty() ? Map.<String, List<String>>of() : keys.apply(few);
        var summaries = new TreeMap<String, LinkSummary>();
        counts.forEach((object, count) -> summaries.put(object, new LinkSummary(count, told.get(object))));
        return summaries;
    }
}
