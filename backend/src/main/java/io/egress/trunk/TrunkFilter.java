package io.egress.trunk;

import io.egress.web.Conditions;
import java.util.List;
import java.util.Optional;

/**
 * Which trunks of a team a list has.
 *
 * @param text stands in the ID, the name or the SIP URI, whatever its case; empty: all
 * @param authMethods any of them; empty: all
 * @param transports any of them; empty: all
 * @param baseNumber that it is linked to
 * @param unlinked whether it is linked to none
 * @param certificateDays that its client certificate has left at most
 * @param status what the proxies say of it
 */
record TrunkFilter(
        String text,
        List<String> authMethods,
        List<String> transports,
        Optional<Boolean> enabled,
        Optional<String> baseNumber,
        Optional<Boolean> unlinked,
        Optional<Integer> certificateDays,
        StatusFilter status) {

    /** Of a trunk {@code t}, as far as its own row and its links tell. */
    Conditions of(String team) {
        var conditions = new Conditions().and("t.team = :team", "team", team);
        if (!text.isEmpty()) {
            conditions.and("""
                    (t.trunkId like lower(:text) escape '!' or t.nameKey like lower(:text) escape '!'
                        or lower(t.sipUri) like lower(:text) escape '!')""", "text", Conditions.containing(text));
        }
        if (!authMethods.isEmpty()) {
            conditions.and("t.authMethod in :authMethods", "authMethods", authMethods);
        }
        if (!transports.isEmpty()) {
            conditions.and("t.transport in :transports", "transports", transports);
        }
        enabled.ifPresent(wanted -> conditions.and("t.enabled = :enabled", "enabled", wanted));
        baseNumber.ifPresent(number -> conditions.and(
                "exists (select 1 from LinkEntity l where l.trunkId = t.trunkId and l.number = :baseNumber)",
                "baseNumber",
                number));
        unlinked.ifPresent(wanted -> conditions.and(
                (wanted ? "not " : "") + "exists (select 1 from LinkEntity l where l.trunkId = t.trunkId)"));
        return conditions;
    }
}
