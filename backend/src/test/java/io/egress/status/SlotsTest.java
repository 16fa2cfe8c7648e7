package io.egress.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.egress.trunk.TrunkHistory.RingDelay;
import io.egress.trunk.TrunkHistory.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One history of what several proxies counted. */
class SlotsTest {
    private static final long AT = Instant.parse("2026-11-20T14:00:00Z").toEpochMilli();

    private static SlotEntry slot(String node, long at, int seconds, long since, int peak, int limit, boolean owned) {
        return new SlotEntry(node, at, seconds, since, peak, limit, owned ? 1 : 0, 0, 0, 0, 0, 0, 0, 0, 0, "");
    }

    private static SlotEntry entry(String node, long at, int peak, int limit, boolean owned) {
        return slot(node, at, 300, at + 1, peak, limit, owned);
    }

    private static SlotEntry rang(String node, String ringDelays) {
        return new SlotEntry(node, AT, 300, AT + 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ringDelays);
    }

    private static Slot merged(SlotEntry... entries) {
        var slots = Slots.merged(List.of(entries), 300);
        assertEquals(1, slots.size());
        return slots.get(0);
    }

    @Test
    void whatProxiesCountedIsAddedUp() {
        var slot = merged(
                new SlotEntry("proxy-1", AT, 300, AT + 1, 1, 0, 0, 2, 3, 1, 0, 7, 0, 0, 0, ""),
                new SlotEntry("proxy-2", AT, 300, AT + 1, 1, 0, 0, 2, 2, 0, 0, 0, 5, 6, 4, ""));
        assertEquals(Instant.ofEpochMilli(AT), slot.at());
        assertEquals(5, slot.attempts().answered());
        assertEquals(1, slot.attempts().busy());
        assertEquals(0, slot.attempts().noAnswer());
        assertEquals(7, slot.attempts().rejected());
        assertEquals(5, slot.attempts().carrierRefused());
        assertEquals(6, slot.attempts().unreachable());
        assertEquals(4, slot.attempts().cancelled());
        assertEquals(4, slot.passedOverAtCap());
        assertNull(slot.ringDelay());
        assertNull(slot.limit());
    }

    @Test
    void slotsComeInTheirOrder() {
        assertEquals(
                List.of(AT, AT + 300_000, AT + 900_000),
                Slots.merged(
                                List.of(
                                        entry("proxy-1", AT + 900_000, 1, 0, false),
                                        entry("proxy-1", AT, 1, 0, false),
                                        entry("proxy-2", AT + 300_000, 1, 0, false)),
                                300)
                        .stream()
                        .map(slot -> slot.at().toEpochMilli())
                        .toList());
    }

    @Test
    void withoutALimitProxiesHadTheirPeaksTogetherPerhaps() {
        assertEquals(
                7,
                merged(entry("proxy-1", AT, 3, 0, false), entry("proxy-2", AT, 4, 0, false))
                        .peakCalls());
    }

    @Test
    void anOwnerCountsForAll() {
        var slot = merged(entry("proxy-1", AT, 10, 10, true), entry("proxy-2", AT, 4, 10, true));
        assertEquals(10, slot.peakCalls());
        assertEquals(10, slot.limit());
    }

    @Test
    void ofALimitThatWasChangedTheLatestIsTold() {
        var before = slot("proxy-1", AT, 300, AT + 1, 5, 5, true);
        var after = slot("proxy-2", AT, 300, AT + 2, 6, 8, true);
        assertEquals(8, merged(after, before).limit());
    }

    @Test
    void shorterSlotsOfAProxyFitIntoLongerOnes() {
        var shorter = slot("proxy-1", AT + 60_000, 60, AT + 60_000, 2, 0, false);
        var longer = slot("proxy-2", AT, 300, AT, 1, 0, false);
        assertEquals(300, Slots.seconds(List.of(shorter, longer)));
        assertEquals(3, merged(shorter, longer).peakCalls());
        assertEquals(300, Slots.seconds(List.of()));
    }

    @Test
    void delaysOfAllProxiesAreOne() {
        // 2^(40/4) = 1024 ms to 1218 ms; 2^(48/4) = 4096 ms to 4871 ms.
        assertEquals(
                new RingDelay(1117, 4467),
                merged(rang("proxy-1", "40:10"), rang("proxy-2", "40:8 48:2")).ringDelay());
        assertEquals(new RingDelay(1117, 1117), merged(rang("proxy-1", "40:1")).ringDelay());
    }

    @Test
    void medianAndP95AreWithinNinePercent() {
        var dice = new Random(7);
        for (int round = 0; round < 100; round++) {
            var delays = dice.doubles(1 + dice.nextInt(200), 0, 10)
                    .map(Math::exp)
                    .map(delay -> Math.max(2, delay))
                    .sorted()
                    .toArray();
            var buckets = new TreeMap<Integer, Integer>();
            for (var delay : delays) {
                buckets.merge((int) Math.floor(4 * Math.log(delay) / Math.log(2)), 1, Integer::sum);
            }
            var told = merged(rang(
                            "proxy-1",
                            buckets.entrySet().stream()
                                    .map(bucket -> bucket.getKey() + ":" + bucket.getValue())
                                    .collect(Collectors.joining(" "))))
                    .ringDelay();
            near(delays[(int) Math.ceil(0.5 * delays.length) - 1], told.median());
            near(delays[(int) Math.ceil(0.95 * delays.length) - 1], told.p95());
        }
    }

    private static void near(double delay, int told) {
        assertEquals(delay, told, 0.0906 * delay + 0.5);
    }
}
