package io.egress.testing;

import io.egress.web.Actor;
import io.egress.web.Role;
import io.egress.web.Way;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets tests come in as anybody of any team, and be thrown out again. */
@ApplicationScoped
public class TestActors implements HttpAuthenticationMechanism {
    private static final String HEADER = "X-Test-Actor";
    private static final int BEFORE_ALL_OTHERS = 5000;
    private static final Set<String> OUT = ConcurrentHashMap.newKeySet();

    /** A request of somebody of the team; the name says nothing of the role. */
    public static RequestSpecification as(String name, String role, String team) {
        return RestAssured.given().header(HEADER, header(name, role, team)).contentType("application/json");
    }

    /** What names somebody in {@value #HEADER}. */
    public static String header(String name, String role, String team) {
        return name + " " + role + " " + team;
    }

    /** From now on nobody of this name is let in. */
    public static void throwOut(String name) {
        OUT.add(name);
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        var header = context.request().getHeader(HEADER);
        if (header == null) {
            return Uni.createFrom().nullItem();
        }
        var parts = header.split(" ");
        if (OUT.contains(parts[0])) {
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        var actor = new Actor(parts[2], parts[0], parts[1], Way.WEB, null);
        return Uni.createFrom()
                .item(QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal(parts[0]))
                        .addRoles(Role.heldBy(actor.role()))
                        .addAttribute(Actor.ATTRIBUTE, actor)
                        .build());
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public int getPriority() {
        return BEFORE_ALL_OTHERS;
    }
}
