package io.egress.events;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How far somebody has read the changes of rows: everything up to a revision, and of the revision after it what stands
 * up to a row, in the order of {@link Followed} and the keys.
 *
 * @param of null: all of the revision was read
 */
record Position(long revision, Followed of, String key) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})(?:\\.([a-z-]+)\\.([A-Za-z0-9_+-]{1,64}))?");

    static final Comparator<RowChange> ORDER = Comparator.comparingLong(RowChange::revision)
            .thenComparing(RowChange::of)
            .thenComparing(RowChange::key);

    /** All of a revision. */
    static Position after(long revision) {
        return new Position(revision, null, null);
    }

    static Position at(RowChange change) {
        return new Position(change.revision(), change.of(), change.key());
    }

    static Optional<Position> parse(String text) {
        var match = TEXT.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        long revision = Long.parseLong(match.group(1));
        return match.group(2) == null
                ? Optional.of(after(revision))
                : Followed.ofOne(match.group(2)).map(of -> new Position(revision, of, match.group(3)));
    }

    boolean isBefore(RowChange change) {
        return of == null
                ? change.revision() > revision
                : ORDER.compare(change, new RowChange(of, key, revision, false)) > 0;
    }

    @Override
    public String toString() {
        return of == null ? Long.toString(revision) : revision + "." + of.one() + "." + key;
    }
}
