package io.egress.access;

import io.egress.web.Conditions;
import java.util.List;
import java.util.Optional;

/**
 * Which users a list has.
 *
 * @param team empty: every team's
 * @param text stands in the user name or name, whatever its case; empty: all
 * @param roles any of them; empty: all
 * @param disabled whether they are kept out
 */
record UserFilter(Optional<String> team, String text, List<String> roles, Optional<Boolean> disabled) {
    /** Of a user {@code u}. */
    Conditions conditions() {
        var conditions = new Conditions().and("1 = 1");
        team.ifPresent(name -> conditions.and("u.team = :team", "team", name));
        if (!text.isEmpty()) {
            conditions.and(
                    "(lower(u.username) like lower(:text) escape '!' or lower(u.name) like lower(:text) escape '!')",
                    "text",
                    Conditions.containing(text));
        }
        if (!roles.isEmpty()) {
            conditions.and("u.role in :roles", "roles", roles);
        }
        disabled.ifPresent(wanted -> conditions.and("u.disabled = :disabled", "disabled", wanted));
        return conditions;
    }
}
