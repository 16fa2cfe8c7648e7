package io.egress.number;

import io.egress.web.Conditions;
import java.util.Optional;

/**
 * Which base numbers of a team a list has.
 *
 * @param text stands in the number or the name, whatever its case; empty: all
 * @param egressTrunk that it is linked to
 * @param unlinked whether it is linked to none
 */
record BaseNumberFilter(String text, Optional<String> egressTrunk, Optional<Boolean> unlinked) {

    /** Of a number {@code n}. */
    Conditions of(String team, NumberLinks links) {
        var conditions = new Conditions().and("n.team = :team", "team", team);
        if (!text.isEmpty()) {
            conditions.and(
                    "(n.number like :text escape '!' or n.nameKey like lower(:text) escape '!')",
                    "text",
                    Conditions.containing(text));
        }
        egressTrunk.ifPresent(trunkId -> links.linkedTo(trunkId, conditions));
        unlinked.ifPresent(wanted -> links.linked(!wanted, conditions));
        return conditions;
    }
}
