package io.egress.access;

import io.egress.web.Actor;
import io.egress.web.Role;
import io.egress.web.Way;
import io.quarkus.runtime.Startup;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets in whoever runs the installation, by the token of its settings. */
@Startup
@ApplicationScoped
public class OperatorToken implements HttpAuthenticationMechanism {
    private static final String TEAM = "default";
    private static final String NAME = "admin";
    private static final String SCHEME = "Bearer ";
    private static final int SHORTEST = 16;

    private final byte[] expected;

    @Inject
    OperatorToken(@ConfigProperty(name = "egress.admin-token") String token) {
        if (token.length() < SHORTEST) {
            throw new IllegalStateException("EGRESS_ADMIN_TOKEN needs at least " + SHORTEST + " characters");
        }
        expected = digest(token);
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        var header = context.request().getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        // Digests of equal length: nothing about the token shows in the time that comparing takes.
        if (!MessageDigest.isEqual(digest(header.substring(SCHEME.length()).trim()), expected)) {
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        var actor = new Actor(TEAM, NAME, Role.OPERATOR, Way.OPERATOR, null);
        return Uni.createFrom().item(QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(NAME))
                .addRoles(Role.heldBy(actor.role())).addAttribute(Actor.ATTRIBUTE, actor).build());
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"egress\""));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
