package io.egress.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What one proxy counted on a trunk in one slot, as the contract has it.
 *
 * @param at when the slot began, Unix milliseconds
 * @param since when the proxy first had something to count, Unix milliseconds
 * @param limit 0: none
 * @param owned 1 if the proxy counted the calls of all proxies
 * @param ringDelays of {@link RingDelays}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record SlotEntry(
        String node,
        long at,
        int seconds,
        long since,
        int peak,
        int limit,
        int owned,
        int passedOverAtCap,
        int answered,
        int busy,
        @JsonProperty("no_answer") int noAnswer,
        int rejected,
        @JsonProperty("carrier_refused") int carrierRefused,
        int unreachable,
        int cancelled,
        String ringDelays) {

    boolean isWhole() {
        return node != null && at > 0 && seconds > 0 && since > 0 && RingDelays.areReadable(ringDelays);
    }

    boolean isOwned() {
        return owned == 1;
    }

    /** One entry is told again while it is going on. */
    record Name(String node, long at, long since) {}

    Name name() {
        return new Name(node, at, since);
    }
}
