package io.egress.revision;

import io.egress.audit.Kind;
import java.util.List;

/** The rows of one kind, in the order of their revisions; for those who follow them. */
public interface ChangedRows {
    Kind kind();

    /**
     * The team's rows that last changed at or after a revision, those of one revision in the order of their keys.
     *
     * @param most of the oldest
     */
    List<ChangedRow> changed(String team, long since, int most);
}
