package io.egress.trunk;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a bulk change comes to, before it is made.
 *
 * @param changed trunks that it changes, in the order of the request
 * @param unchanged trunks that are as wanted already
 * @param moved trunk ID → base numbers that it links or unlinks
 * @param effects what comes of it
 */
record BulkPlan(
        BulkAction action,
        List<TrunkEntity> changed,
        List<String> unchanged,
        Map<String, Set<String>> moved,
        BulkResponse.Effects effects) {

    List<String> changedIds() {
        return changed.stream().map(trunk -> trunk.trunkId).toList();
    }

    Set<String> movedOf(TrunkEntity trunk) {
        return moved.getOrDefault(trunk.trunkId, Set.of());
    }

    /** The base numbers whose links change. */
    Set<String> movedNumbers() {
        return all(moved);
    }

    static Set<String> all(Map<String, Set<String>> moved) {
        return moved.values().stream().flatMap(Collection::stream).collect(Collectors.toCollection(TreeSet::new));
    }
}
