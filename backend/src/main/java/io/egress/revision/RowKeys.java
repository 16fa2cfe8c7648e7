package io.egress.revision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Keys of rows, however many. */
public final class RowKeys {
    /** PostgreSQL takes 65,535 parameters in a statement; planning so many takes seconds. */
    private static final int PORTION = 5_000;

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
}
