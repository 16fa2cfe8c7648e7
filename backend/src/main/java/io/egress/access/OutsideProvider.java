package io.egress.access;

import io.egress.problem.Problem;
import io.quarkus.logging.Log;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.runtime.Startup;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets in whom an outside identity provider vouches for, by a signed token (OpenID Connect). Off without its address. */
@Startup
@ApplicationScoped
class OutsideProvider implements TenantConfigResolver {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Optional<OidcTenantConfig> config;
    private final Claims claims;
    private final OidcAuthenticationMechanism mechanism;
    private final BlockingSecurityExecutor blocking;

    OutsideProvider(
            @ConfigProperty(name = "egress.oidc.auth-server-url") Optional<String> address,
            @ConfigProperty(name = "egress.oidc.audience") Optional<String> audience,
            @ConfigProperty(name = "egress.oidc.key-refresh", defaultValue = "PT1M") Duration keyRefresh,
            Claims claims,
            OidcAuthenticationMechanism mechanism,
            BlockingSecurityExecutor blocking) {
        this.config = address.map(url -> config(
                url,
                audience.orElseThrow(
                        () -> new IllegalStateException(
                                "EGRESS_OIDC_AUDIENCE is needed with EGRESS_OIDC_AUTH_SERVER_URL: tokens for others must not be taken")),
                keyRefresh));
        this.claims = claims;
        this.mechanism = mechanism;
        this.blocking = blocking;
    }

    /** The same object every time: another one would make Quarkus connect anew. */
    private static OidcTenantConfig config(String url, String audience, Duration keyRefresh) {
        return OidcTenantConfig.authServerUrl(url)
                .tenantId("outside")
                .clientId(audience)
                .connectionTimeout(PATIENCE)
                .token()
                .audience(audience)
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false)
                .forcedJwkRefreshInterval(keyRefresh)
                .end()
                .build();
    }

    boolean isOn() {
        return config.isPresent();
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> request) {
        return Uni.createFrom().item(config.orElse(null));
    }

    /** Fails with Forbidden for whom the provider knows and nobody here, and with Unavailable if the provider is away. */
    Uni<SecurityIdentity> identity(RoutingContext context, IdentityProviderManager providers) {
        return mechanism
                .authenticate(context, providers)
                .onItem()
                .ifNull()
                .failWith(() -> new AuthenticationFailedException())
                .onFailure(OutsideProvider::isAway)
                .transform(failure -> {
                    Log.warnf("The identity provider does not answer: %s", failure.getMessage());
                    return new Problem.Unavailable(
                            "The identity provider does not answer. Nothing was stored; try again "
                                    + "shortly, or come in by another way.");
                })
                .chain(identity -> blocking.executeBlocking(() -> Identities.of(claims.actor(
                        identity.getCredential(AccessTokenCredential.class).getToken()))));
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof OIDCException;
    }
}
