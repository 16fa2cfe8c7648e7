package io.egress.revision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Keys of rows, however many. */
public final class RowKeys {
    /** PostgreSQL takes 65,535 parameters in a statement; planning so many takes seconds. */
    private static final int PORTION = 5_000;

    /** A statement that takes seconds is cut off, as one of a database that hangs. */
    private static final int WRITTEN_AT_ONCE = 1_000;

    private RowKeys() {}

    /** The answers of a query to portions of the keys, one after the other; no question for no keys. */
    public static <R> List<R> inPortions(Collection<String> keys, Function<List<String>, List<R>> query) {
        var all = List.copyOf(keys);
        var answers = new ArrayList<R>();
        for (int from = 0; from < all.size(); from += PORTION) {
            answers.addAll(query.apply(all.subList(from, Math.min(from + PORTION, all.size()))));
        }
        return answers;
    }

    /** Writes for portions of the keys, one after the other; each is an array for {@code unnest} or {@code ANY}. */
    public static void writeInPortions(Collection<String> keys, Consumer<String[]> statement) {
        var all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += WRITTEN_AT_ONCE) {
            statement.accept(all.subList(from, Math.min(from + WRITTEN_AT_ONCE, all.size()))
                    .toArray(String[]::new));
        }
    }
}
