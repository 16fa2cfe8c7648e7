package io.egress.variable;

import io.egress.security.Secret;
import io.egress.security.Unusable;

/** A team variable with its value, whatever its type is. */
public record TeamVariable(String team, String name, boolean secret, Held held) {
    public TeamVariable(String team, String name, boolean secret, Secret value) {
        this(team, name, secret, () -> value);
    }

    /** What the variable holds. */
    public interface Held {
        Secret open() throws Unusable;
    }

    /** @throws Unusable if what is stored can't be opened */
    public Secret value() throws Unusable {
        return held.open();
    }
}
