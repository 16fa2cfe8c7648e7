package io.egress.variable;

import io.egress.security.CertificateFacts;
import io.egress.security.Secret;
import io.egress.security.Unusable;
import java.util.Optional;
import java.util.function.Supplier;

/** A team variable with its value, whatever its type is. */
public record TeamVariable(
        String team, String name, boolean secret, Held held, Supplier<Optional<CertificateFacts>> facts) {

    public TeamVariable(String team, String name, boolean secret, Secret value) {
        this(team, name, secret, () -> value, () -> CertificateFacts.of(value));
    }

    /** What the variable holds. */
    public interface Held {
        Secret open() throws Unusable;
    }

    /** @throws Unusable if what is stored can't be opened */
    public Secret value() throws Unusable {
        return held.open();
    }

    /** What is known of the certificates that it holds; empty if there are none. */
    public Optional<CertificateFacts> certificate() {
        return facts.get();
    }
}
