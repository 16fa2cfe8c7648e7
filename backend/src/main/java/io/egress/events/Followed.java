package io.egress.events;

import io.egress.audit.Kind;
import java.util.Arrays;
import java.util.Optional;

/** What can be followed by its revisions; the order is that of the events of one revision. */
enum Followed {
    TRUNK(Kind.TRUNK, "trunk", "trunks"),
    BASE_NUMBER(Kind.BASE_NUMBER, "base-number", "base-numbers"),
    VARIABLE(Kind.VARIABLE, "variable", "variables");

    private final Kind kind;
    private final String one;
    private final String all;

    Followed(Kind kind, String one, String all) {
        this.kind = kind;
        this.one = one;
        this.all = all;
    }

    static Optional<Followed> of(Kind kind) {
        return Arrays.stream(values()).filter(followed -> followed.kind == kind).findFirst();
    }

    static Optional<Followed> ofOne(String name) {
        return Arrays.stream(values())
                .filter(followed -> followed.one.equals(name))
                .findFirst();
    }

    Kind kind() {
        return kind;
    }

    /** Names the event, and stands in ids. */
    String one() {
        return one;
    }

    /** As {@code reset} names them. */
    String all() {
        return all;
    }
}
