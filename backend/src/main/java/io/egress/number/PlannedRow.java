package io.egress.number;

import java.util.Objects;
import java.util.SortedSet;

/**
 * What becomes of the number of a line.
 *
 * @param isNew whether the team does not have it yet
 * @param nameBefore null: none
 * @param name null: none
 * @param added IDs of trunks that it is to be linked to
 * @param removed IDs of trunks that it is to be unlinked from
 */
record PlannedRow(
        int line,
        String number,
        boolean isNew,
        String nameBefore,
        String name,
        SortedSet<String> added,
        SortedSet<String> removed) {

    boolean isRenamed() {
        return !isNew && !Objects.equals(nameBefore, name);
    }

    boolean changesPresent() {
        return isRenamed() || !isNew && (!added.isEmpty() || !removed.isEmpty());
    }

    boolean changesAnything() {
        return isNew || changesPresent();
    }
}
