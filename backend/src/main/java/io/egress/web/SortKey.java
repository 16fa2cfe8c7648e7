package io.egress.web;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a list can be sorted by.
 *
 * @param name in the API
 * @param ascending what rows are compared by when the list ascends, in the language of queries; never null in a row
 * @param descending likewise when it descends
 * @param written the value of an item in a cursor; null: it has none, and comes last whichever way the list goes
 * @param read such a value again; an IllegalArgumentException or DateTimeException if it is none
 */
public record SortKey<E>(
        String name, String ascending, String descending, Function<E, String> written, Function<String, Object> read) {
    /** Sorts after every text, byte by byte. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private static final String FIRST = "";
    /** Far enough, and a time that PostgreSQL has too. */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    public static <E> SortKey<E> text(String name, String property, Function<E, String> value) {
        return new SortKey<>(name, property, property, value, text -> text);
    }

    /** A text that some rows do not have. */
    public static <E> SortKey<E> textIfAny(String name, String property, Function<E, String> value) {
        return new SortKey<>(name, orElse(property, LAST), orElse(property, FIRST), value, text -> text);
    }

    public static <E> SortKey<E> number(String name, String property, Function<E, Integer> value) {
        return new SortKey<>(name, property, property, value.andThen(String::valueOf), Integer::valueOf);
    }

    /** Such as an ID that rises. */
    public static <E> SortKey<E> longNumber(String name, String property, Function<E, Long> value) {
        return new SortKey<>(name, property, property, value.andThen(String::valueOf), Long::valueOf);
    }

    /** False before true. */
    public static <E> SortKey<E> flag(String name, String property, Function<E, Boolean> value) {
        var compared = "case when " + property + " then 1 else 0 end";
        return new SortKey<>(name, compared, compared, value.andThen(flag -> flag ? "1" : "0"), Integer::valueOf);
    }

    public static <E> SortKey<E> time(String name, String property, Function<E, Instant> value) {
        return new SortKey<>(name, property, property, value.andThen(String::valueOf), SortKey::instant);
    }

    private static Instant instant(String text) {
        var instant = Instant.parse(text);
        if (instant.isBefore(Instant.EPOCH) || instant.isAfter(END_OF_TIME)) {
            throw new IllegalArgumentException("no time that a row can have");
        }
        return instant;
    }

    private static String orElse(String property, String text) {
        return "coalesce(" + property + ", '" + text + "')";
    }

    String compared(boolean descends) {
        return descends ? descending : ascending;
    }

    Object value(Optional<String> text, boolean descends) {
        return text.map(read).orElse(descends ? FIRST : LAST);
    }
}
