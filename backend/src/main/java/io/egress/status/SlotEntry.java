package io.egress.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;

/**
 * What one proxy counted on a trunk in one slot, as the contract has it.
 *
 * @param at when the slot began, Unix milliseconds
 * @param since when the proxy first had something to count, Unix milliseconds
 * @param owned whether the proxy counted the calls of all proxies
 * @param ringDelays of {@link RingDelays}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record SlotEntry(String node, long at, int seconds, long since, int peak, Integer limit, boolean owned,
        int passedOverAtCap, Map<String, Integer> attempts, Map<Integer, Integer> ringDelays) {

    SlotEntry {
        attempts = attempts == null ? Map.of() : attempts;
        ringDelays = ringDelays == null ? Map.of() : ringDelays;
    }

    boolean isWhole() {
        return node != null && at > 0 && seconds > 0 && since > 0 && !attempts.containsValue(null)
                && !ringDelays.containsValue(null);
    }

    int ended(String outcome) {
        return attempts.getOrDefault(outcome, 0);
    }

    /** One entry is told again while it is going on. */
    record Name(String node, long at, long since) {}

    Name name() {
        return new Name(node, at, since);
    }
}
