package io.egress.access;

import io.egress.web.Caller;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Lets in whoever sends {@code Authorization: Bearer …} (RFC 6750 §2.1): the operator, API tokens, and
 * those of an outside identity provider.
 */
@ApplicationScoped
class BearerTokens implements HttpAuthenticationMechanism {
    private static final String SCHEME = "Bearer ";
    /** Before all others: a request with a token is nobody's session. */
    private static final int PRIORITY = 3000;

    private final OperatorToken operator;
    private final Tokens tokens;
    private final OutsideProvider outside;
    private final Throttles throttles;
    private final BlockingSecurityExecutor blocking;

    BearerTokens(
            OperatorToken operator,
            Tokens tokens,
            OutsideProvider outside,
            Throttles throttles,
            BlockingSecurityExecutor blocking) {
        this.operator = operator;
        this.tokens = tokens;
        this.outside = outside;
        this.throttles = throttles;
        this.blocking = blocking;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        var header = context.request().getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        var address = Caller.addressOf(context);
        return Uni.createFrom()
                .deferred(() -> {
                    throttles.badTokensOfAddress().requireRoom(address);
                    return identity(header.substring(SCHEME.length()).trim(), context, providers);
                })
                .onFailure(AuthenticationFailedException.class)
                .invoke(() -> throttles.badTokensOfAddress().count(address));
    }

    private Uni<SecurityIdentity> identity(String token, RoutingContext context, IdentityProviderManager providers) {
        if (operator.is(token)) {
            return Uni.createFrom().item(Identities.of(operator.actor()));
        }
        if (Tokens.isOne(token)) {
            return blocking.executeBlocking(() -> tokens.holder(token))
                    .map(actor -> Identities.of(actor.orElseThrow(AuthenticationFailedException::new)));
        }
        return outside.isOn()
                ? outside.identity(context, providers)
                : Uni.createFrom().failure(new AuthenticationFailedException());
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer realm=\"egress\""));
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }
}
