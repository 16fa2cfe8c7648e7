package io.egress.access;

import io.egress.security.Opaque;
import io.egress.web.Actor;
import io.egress.web.Role;
import io.egress.web.Way;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The token of the settings, by which whoever runs the installation comes in. */
@Startup
@ApplicationScoped
class OperatorToken {
    private static final String NAME = "admin";
    private static final int SHORTEST = 16;

    private final String expected;

    @Inject
    OperatorToken(@ConfigProperty(name = "egress.admin-token") String token) {
        if (token.length() < SHORTEST) {
            throw new IllegalStateException("EGRESS_ADMIN_TOKEN needs at least " + SHORTEST + " characters");
        }
        expected = Opaque.digest(token);
    }

    boolean is(String token) {
        return Opaque.same(Opaque.digest(token), expected);
    }

    Actor actor() {
        return new Actor(Teams.DEFAULT, NAME, Role.OPERATOR, Way.OPERATOR, null);
    }
}
