package io.egress.web;

import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which part of a list is asked for.
 *
 * @param limit items at most
 * @param list names the list: its order and filters
 * @param after the item before the part
 */
public record Slice<E>(
        int limit, Sorting<E> sorting, SortKey<E> key, boolean descends, String list, Optional<Cursor> after) {

    /** How it is sorted, in the language of queries. */
    public String order() {
        return key.compared(descends) + (descends ? " desc, " : ", ") + sorting.id();
    }

    /** The conditions, and those of what comes after. The first half lets an index begin where the page does. */
    public Conditions after(Conditions conditions) {
        if (after.isEmpty()) {
            return conditions;
        }
        var value = key.compared(descends);
        var beyond = descends ? "<" : ">";
        return conditions
                .copy()
                .and(
                        "%s %s= :pageValue".formatted(value, beyond),
                        "pageValue",
                        key.value(after.get().value(), descends))
                .and(
                        "(%s %s :pageValue or %s > :pageId)".formatted(value, beyond, sorting.id()),
                        "pageId",
                        after.get().id());
    }

    boolean canBegin() {
        try {
            after.ifPresent(cursor -> key.value(cursor.value(), descends));
            return true;
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    /**
     * @param rows one more than the limit if there is a next page
     * @param total null where it is not counted
     */
    public Found<E> found(List<E> rows, Long total) {
        boolean more = rows.size() > limit;
        var items = more ? rows.subList(0, limit) : rows;
        return new Found<>(items, more ? cursor(items.get(items.size() - 1)).encoded() : null, total);
    }

    private Cursor cursor(E item) {
        return new Cursor(
                list,
                Optional.ofNullable(key.written().apply(item)),
                sorting.idOf().apply(item));
    }

    /** The rows of a page. */
    public record Found<E>(List<E> items, String nextCursor, Long total) {
        public <T> Page<T> shown(Function<List<E>, List<T>> shown) {
            return new Page<>(shown.apply(items), nextCursor, total);
        }
    }
}
