package io.egress.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.egress.trunk.TrunkHistory.RingDelay;
import io.egress.trunk.TrunkHistory.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One history of what several proxies counted. */
class SlotsTest {
    private static final long AT = Instant.parse("2026-11-20T14:00:00Z").toEpochMilli();

    private static SlotEntry entry(String node, long at, int peak, Integer limit, boolean owned) {
        return new SlotEntry(node, at, 300, at + 1, peak, limit, owned, 0, Map.of(), Map.of());
    }

    private static SlotEntry counted(String node, Map<String, Integer> attempts, Map<Integer, Integer> ringDelays) {
        return new SlotEntry(node, AT, 300, AT + 1, 1, null, false, 2, attempts, ringDelays);
    }

    private static Slot merged(SlotEntry... entries) {
        var slots = Slots.merged(List.of(entries), 300);
        assertEquals(1, slots.size());
        return slots.get(0);
    }

    @Test
    void whatProxiesCountedIsAddedUp() {
        var slot = merged(counted("proxy-1", Map.of("answered", 3, "busy", 1), Map.of()),
                counted("proxy-2", Map.of("answered", 2, "cancelled", 4, "of-a-later-version", 9), Map.of()));
        assertEquals(Instant.ofEpochMilli(AT), slot.at());
        assertEquals(5, slot.attempts().answered());
        assertEquals(1, slot.attempts().busy());
        assertEquals(0, slot.attempts().noAnswer());
        assertEquals(4, slot.attempts().cancelled());
        assertEquals(4, slot.passedOverAtCap());
        assertNull(slot.ringDelay());
        assertNull(slot.limit());
    }

    @Test
    void slotsComeInTheirOrder() {
        assertEquals(List.of(AT, AT + 300_000, AT + 900_000), Slots.merged(List.of(entry("proxy-1", AT + 900_000, 1, null,
                false), entry("proxy-1", AT, 1, null, false), entry("proxy-2", AT + 300_000, 1, null, false)), 300).stream()
                .map(slot -> slot.at().toEpochMilli()).toList());
    }

    @Test
    void withoutALimitProxiesHadTheirPeaksTogetherPerhaps() {
        assertEquals(7, merged(entry("proxy-1", AT, 3, null, false), entry("proxy-2", AT, 4, null, false)).peakCalls());
    }

    @Test
    void anOwnerCountsForAll() {
        var slot = merged(entry("proxy-1", AT, 10, 10, true), entry("proxy-2", AT, 4, 10, true));
        assertEquals(10, slot.peakCalls());
        assertEquals(10, slot.limit());
    }

    @Test
    void ofALimitThatWasChangedTheLatestIsTold() {
        var before = new SlotEntry("proxy-1", AT, 300, AT + 1, 5, 5, true, 0, Map.of(), Map.of());
        var after = new SlotEntry("proxy-2", AT, 300, AT + 2, 6, 8, true, 0, Map.of(), Map.of());
        assertEquals(8, merged(after, before).limit());
    }

    @Test
    void shorterSlotsOfAProxyFitIntoLongerOnes() {
        var shorter = new SlotEntry("proxy-1", AT + 60_000, 60, AT + 60_000, 2, null, false, 0, Map.of("busy", 1), Map.of());
        var longer = new SlotEntry("proxy-2", AT, 300, AT, 1, null, false, 0, Map.of("busy", 1), Map.of());
        assertEquals(300, Slots.seconds(List.of(shorter, longer)));
        assertEquals(2, merged(shorter, longer).attempts().busy());
        assertEquals(300, Slots.seconds(List.of()));
    }

    @Test
    void delaysOfAllProxiesAreOne() {
        // 2^(40/4) = 1024 ms to 1218 ms; 2^(48/4) = 4096 ms to 4871 ms.
        assertEquals(new RingDelay(1117, 4467), merged(counted("proxy-1", Map.of(), Map.of(40, 10)),
                counted("proxy-2", Map.of(), Map.of(40, 8, 48, 2))).ringDelay());
        assertEquals(new RingDelay(1117, 1117), merged(counted("proxy-1", Map.of(), Map.of(40, 1))).ringDelay());
    }

    @Test
    void medianAndP95AreWithinNinePercent() {
        var dice = new Random(7);
        for (int round = 0; round < 100; round++) {
            var delays = dice.doubles(1 + dice.nextInt(200), 0, 10).map(Math::exp).map(delay -> Math.max(2, delay)).sorted()
                    .toArray();
            var buckets = new TreeMap<Integer, Integer>();
            for (var delay : delays) {
                buckets.merge((int) Math.floor(4 * Math.log(delay) / Math.log(2)), 1, Integer::sum);
            }
            var told = merged(counted("proxy-1", Map.of(), buckets)).ringDelay();
            near(delays[(int) Math.ceil(0.5 * delays.length) - 1], told.median());
            near(delays[(int) Math.ceil(0.95 * delays.length) - 1], told.p95());
        }
    }

    private static void near(double delay, int told) {
        assertEquals(delay, told, 0.0906 * delay + 0.5);
    }
}
