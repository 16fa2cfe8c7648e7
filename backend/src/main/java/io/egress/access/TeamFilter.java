package io.egress.access;

import io.egress.web.Conditions;

/** @param text stands in the name, whatever its case; empty: all */
record TeamFilter(String text) {
    /** Of a team {@code t}. */
    Conditions conditions() {
        return new Conditions().and("t.name like lower(:text) escape '!'", "text", Conditions.containing(text));
    }
}
