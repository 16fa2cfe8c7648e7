package io.egress.trunk;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What is to be published, across teams. Reads within the caller's transaction. */
public interface TrunkReader {
    PublishedTrunks all();

    /** Those that are there. */
    PublishedTrunks byIds(Collection<String> trunkIds);

    /** The linked trunks of each number, sorted by trunk ID; a number without links may be missing. */
    Map<String, List<String>> trunkIdsByNumber(Collection<String> numbers);

    Map<String, List<String>> allTrunkIdsByNumber();
}
