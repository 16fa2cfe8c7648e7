package io.egress.access;

import io.egress.web.Actor;
import io.egress.web.Role;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

/** Actors as Quarkus knows who calls. */
final class Identities {
    private Identities() {}

    static SecurityIdentity of(Actor actor) {
        return building(actor).build();
    }

    static QuarkusSecurityIdentity.Builder building(Actor actor) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(actor.name()))
                .addRoles(Role.heldBy(actor.role()))
                .addAttribute(Actor.ATTRIBUTE, actor);
    }
}
