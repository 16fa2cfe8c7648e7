package io.egress.events;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What became of a team's rows since a position.
 *
 * @param tooMany of these so many changed that all of them are to be read anew
 * @param rows of the others, in order
 * @param revision up to which this says everything
 */
record Changes(Set<Followed> tooMany, List<Row> rows, long revision) {
    /** A change and the data of its event. */
    record Row(RowChange change, String data) {}

    static Changes none(long revision) {
        return new Changes(Set.of(), List.of(), revision);
    }

    /** Nothing can be told of what was before. */
    static Changes all(long revision) {
        return new Changes(EnumSet.allOf(Followed.class), List.of(), revision);
    }
}
