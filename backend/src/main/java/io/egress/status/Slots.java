package io.egress.status;

import io.egress.trunk.TrunkHistory.Outcomes;
import io.egress.trunk.TrunkHistory.Slot;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Makes one history of what several proxies counted. */
final class Slots {
    /** What nodes do unless they are told otherwise. */
    static final int USUAL_SECONDS = 300;

    private Slots() {}

    /** The longest that a proxy has: shorter ones fit into it. */
    static int seconds(Collection<SlotEntry> entries) {
        return entries.stream().mapToInt(SlotEntry::seconds).max().orElse(USUAL_SECONDS);
    }

    /** The beginning of the slot in which this time is, both Unix milliseconds. */
    static long beginning(long time, int seconds) {
        return time - Math.floorMod(time, seconds * 1000L);
    }

    /** The oldest first. */
    static List<Slot> merged(Collection<SlotEntry> entries, int seconds) {
        return entries.stream()
                .collect(Collectors.groupingBy(
                        entry -> beginning(entry.at(), seconds), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(slot -> slot(slot.getKey(), slot.getValue()))
                .toList();
    }

    private static Slot slot(long at, List<SlotEntry> entries) {
        var delays = new RingDelays();
        entries.forEach(entry -> delays.add(entry.ringDelays()));
        return new Slot(
                Instant.ofEpochMilli(at),
                peak(entries),
                limit(entries),
                sum(entries, SlotEntry::passedOverAtCap),
                outcomes(entries),
                delays.quantiles().orElse(null));
    }

    /**
     * Owners count for all, one after the other. Others had their peaks at different moments perhaps: together they are a
     * bound.
     */
    private static int peak(List<SlotEntry> entries) {
        int owners = entries.stream()
                .filter(SlotEntry::isOwned)
                .mapToInt(SlotEntry::peak)
                .max()
                .orElse(0);
        int others = entries.stream()
                .filter(entry -> !entry.isOwned())
                .collect(Collectors.groupingBy(SlotEntry::node, Collectors.reducing(0, SlotEntry::peak, Math::max)))
                .values()
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
        return Math.max(owners, others);
    }

    /** Should it have been changed meanwhile, the latest. */
    private static Integer limit(List<SlotEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.limit() > 0)
                .max(Comparator.comparingLong(SlotEntry::since))
                .map(SlotEntry::limit)
                .orElse(null);
    }

    private static Outcomes outcomes(List<SlotEntry> entries) {
        return new Outcomes(
                sum(entries, SlotEntry::answered),
                sum(entries, SlotEntry::busy),
                sum(entries, SlotEntry::noAnswer),
                sum(entries, SlotEntry::rejected),
                sum(entries, SlotEntry::carrierRefused),
                sum(entries, SlotEntry::unreachable),
                sum(entries, SlotEntry::cancelled));
    }

    private static int sum(List<SlotEntry> entries, ToIntFunction<SlotEntry> count) {
        return entries.stream().mapToInt(count).sum();
    }
}
