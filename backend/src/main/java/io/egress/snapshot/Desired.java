package io.egress.snapshot;

import java.util.List;
import java.util.Map;

/**
 * Rows of one moment of PostgreSQL, at the revision of that moment.
 *
 * @param since what changed after this revision is named; all the rest was in Redis once
 * @param lastGood trunks that can't be rendered, with the row for a Redis that has none of them
 */
record Desired(
        long since,
        long revision,
        boolean full,
        Map<String, String> trunks,
        Map<String, String> lastGood,
        Map<String, String> numbers,
        List<String> goneTrunks,
        List<String> goneNumbers) {

    Batch over(String sawEpoch, String epoch) {
        return new Batch(sawEpoch, epoch, since, revision, full, trunks, lastGood, numbers, goneTrunks, goneNumbers);
    }
}
