package io.egress.snapshot;

import java.util.List;
import java.util.Map;

/**
 * What publish.lua is given.
 *
 * @param sawEpoch the epoch that Redis held when the writer looked; "" for none
 * @param epoch the epoch from now on
 * @param since the revision that Redis must have at least for a batch that is not full to make sense
 * @param full whether every row is named
 * @param trunks row texts by trunk ID
 * @param lastGood trunks whose row in Redis stays as it is; the text is put where there is none
 * @param numbers row texts by number
 */
record Batch(
        String sawEpoch,
        String epoch,
        long since,
        long revision,
        boolean full,
        Map<String, String> trunks,
        Map<String, String> lastGood,
        Map<String, String> numbers,
        List<String> goneTrunks,
        List<String> goneNumbers) {}
