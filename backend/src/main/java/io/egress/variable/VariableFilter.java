package io.egress.variable;

import io.egress.web.Conditions;
import java.util.List;
import java.util.Optional;

/**
 * Which variables of a team a list has.
 *
 * @param text stands in the name, whatever its case; empty: all
 * @param types any of them; empty: all
 * @param unused whether no trunk names it
 */
record VariableFilter(String text, List<String> types, Optional<Boolean> unused) {

    /** Of a variable {@code v}. */
    Conditions of(String team, VariableUses uses) {
        var conditions = new Conditions().and("v.team = :team", "team", team);
        if (!text.isEmpty()) {
            conditions.and("v.name like upper(:text) escape '!'", "text", Conditions.containing(text));
        }
        if (!types.isEmpty()) {
            conditions.and("v.type in :types", "types", types);
        }
        unused.ifPresent(wanted -> uses.used(!wanted, conditions));
        return conditions;
    }
}
