package io.egress.number;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What base numbers need to know of trunks, which own the links. */
public interface NumberLinks {
    /** The linked trunks of each number: highest priority first, ties to the smaller trunk ID. */
    Map<String, List<String>> inWinningOrder(Collection<String> numbers);

    /** Which of these the team does not have. */
    Set<String> unknownTrunks(String team, Collection<String> trunkIds);

    /**
     * Makes these the number's links; trunks whose links change move to the revision.
     *
     * @return whether any link changed
     */
    boolean replace(String team, String number, Collection<String> trunkIds, long revision);
}
