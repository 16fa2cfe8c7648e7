package io.egress.web;

import io.egress.problem.Problem;
import io.egress.problem.ProblemDetails;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets only the holder of the first admin's token into the API. Health, metrics and the contract stay open. */
@Startup
@ApplicationScoped
public class BearerToken {
    private static final String TEAM = "default";
    private static final String NAME = "admin";
    private static final String SCHEME = "Bearer ";
    private static final int SHORTEST = 16;

    private final byte[] expected;

    @Inject
    Caller caller;

    BearerToken(@ConfigProperty(name = "egress.admin-token") String token) {
        if (token.length() < SHORTEST) {
            throw new IllegalStateException("EGRESS_ADMIN_TOKEN needs at least " + SHORTEST + " characters");
        }
        expected = digest(token);
    }

    @ServerRequestFilter(preMatching = true, priority = 1000)
    Response check(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().startsWith("/api/")) {
            return null;
        }
        var header = request.getHeaderString("Authorization");
        var token = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).trim()
                : "";
        // Digests of equal length: nothing about the token shows in the time that comparing takes.
        if (!MessageDigest.isEqual(digest(token), expected)) {
            return ProblemDetails.answer(new Problem.Unauthorized());
        }
        caller.is(TEAM, NAME);
        return null;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
