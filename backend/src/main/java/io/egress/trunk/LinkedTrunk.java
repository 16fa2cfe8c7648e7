package io.egress.trunk;

import java.util.List;

/**
 * What decides whether calls from a base number take a trunk that it is linked to, and in which order.
 *
 * @param name for people
 * @param priority 0–100, higher preferred; ties go to the smaller trunk ID
 * @param codecs RTP encoding names in the order of preference
 */
public record LinkedTrunk(String trunkId, String name, boolean enabled, int priority, List<String> codecs) {
    public static LinkedTrunk of(Trunk trunk) {
        return new LinkedTrunk(trunk.trunkId(), trunk.name(), trunk.enabled(), trunk.priority(), trunk.codecs());
    }
}
