package io.egress.number;

import io.egress.web.Conditions;
import io.egress.web.LinkSummary;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What base numbers need to know of trunks, which own the links. */
public interface NumberLinks {
    /** The linked trunks of each number: highest priority first, ties to the smaller trunk ID. */
    Map<String, List<String>> inWinningOrder(Collection<String> numbers);

    /** The same for the rows of a list. */
    Map<String, LinkSummary> trunksOfEach(Collection<String> numbers);

    /** Leaves the numbers {@code n} that are linked to this trunk, in the language of queries. */
    Conditions linkedTo(String trunkId, Conditions numbers);

    /** Leaves the numbers {@code n} that are linked to any trunk, or to none. */
    Conditions linked(boolean linked, Conditions numbers);

    /** Which of these the team does not have. */
    Set<String> unknownTrunks(String team, Collection<String> trunkIds);

    /**
     * Makes these the number's links; trunks whose links change move to the revision.
     *
     * @return whether any link changed
     */
    boolean replace(String team, String number, Collection<String> trunkIds, long revision);

    /**
     * Links and unlinks many; trunks whose links change move to the revision.
     *
     * @param added number → trunks of the team, none of which it is linked to
     * @param removed number → trunks that it is linked to
     */
    void change(String team, Map<String, Set<String>> added, Map<String, Set<String>> removed, long revision);

    boolean isLinked(String number, String trunkId);

    /**
     * Links a trunk, which moves to the revision unless it was linked.
     *
     * @return whether it was not linked
     */
    boolean link(String team, String number, String trunkId, long revision);

    /**
     * Unlinks a trunk, which moves to the revision if it was linked.
     *
     * @return whether it was linked
     */
    boolean unlink(String number, String trunkId, long revision);
}
