package io.egress.trunk;

import io.egress.security.Pem;
import io.egress.security.Secret;
import io.egress.security.Unusable;
import io.egress.variable.TeamVariable;

/** A team variable that holds PEM, in the form in which proxies get it. */
public record PemVariable(String name, Secret pem) {
    static PemVariable of(TeamVariable variable) throws Unusable {
        return new PemVariable(variable.name(), Pem.inOneForm(variable.value()));
    }
}
