package io.egress.audit;

import io.egress.web.Conditions;
import io.egress.web.Way;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which entries are asked for; null or empty: any.
 *
 * @param text a part of the key, the actor or the token's name; "": any
 * @param since the earliest
 * @param until all before
 */
record AuditFilter(
        String text,
        Kind kind,
        Optional<String> key,
        Optional<String> actor,
        Way way,
        Action action,
        Optional<String> tokenName,
        Instant since,
        Instant until,
        Long revision,
        Optional<String> requestId) {

    /** @param kinds that the caller may see */
    Conditions of(String team, List<String> kinds) {
        var conditions = new Conditions().and("e.team = :team", "team", team).and("e.kind in :kinds", "kinds", kinds);
        and(conditions, "e.kind = :kind", "kind", Optional.ofNullable(kind).map(Kind::wireName));
        and(conditions, "e.key = :key", "key", key);
        and(conditions, "e.actor = :actor", "actor", actor);
        and(conditions, "e.way = :way", "way", Optional.ofNullable(way).map(Way::wireName));
        and(
                conditions,
                "e.action = :action",
                "action",
                Optional.ofNullable(action).map(Action::wireName));
        and(conditions, "e.tokenName = :tokenName", "tokenName", tokenName);
        and(conditions, "e.at >= :since", "since", Optional.ofNullable(since));
        and(conditions, "e.at < :until", "until", Optional.ofNullable(until));
        and(conditions, "e.revision = :revision", "revision", Optional.ofNullable(revision));
        and(conditions, "e.requestId = :requestId", "requestId", requestId);
        and(
                conditions,
                "(lower(e.key) like :q escape '!' or lower(e.actor) like :q escape '!' "
                        + "or lower(e.tokenName) like :q escape '!')",
                "q",
                Optional.of(text.toLowerCase(Locale.ROOT))
                        .filter(part -> !part.isEmpty())
                        .map(Conditions::containing));
        return conditions;
    }

    private static void and(Conditions conditions, String condition, String name, Optional<?> value) {
        value.ifPresent(given -> conditions.and(condition, name, given));
    }
}
