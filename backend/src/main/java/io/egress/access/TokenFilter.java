package io.egress.access;

import io.egress.web.Conditions;
import java.util.List;
import java.util.Optional;

/**
 * Which API tokens of a team a list has.
 *
 * @param text stands in the name, whatever its case; empty: all
 * @param roles any of them; empty: all
 * @param createdBy who made them
 */
record TokenFilter(String text, List<String> roles, Optional<String> createdBy) {
    /** Of a token {@code t}. */
    Conditions of(String team) {
        var conditions = new Conditions().and("t.team = :team", "team", team);
        if (!text.isEmpty()) {
            conditions.and("t.name like lower(:text) escape '!'", "text", Conditions.containing(text));
        }
        if (!roles.isEmpty()) {
            conditions.and("t.role in :roles", "roles", roles);
        }
        createdBy.ifPresent(name -> conditions.and("t.stamps.createdBy = :createdBy", "createdBy", name));
        return conditions;
    }
}
