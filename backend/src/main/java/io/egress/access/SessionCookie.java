package io.egress.access;

import io.egress.problem.Problem;
import io.egress.security.Opaque;
import io.egress.web.LongAnswers;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets in browsers by the cookie of their session. A browser adds it to whatever any page makes it send: what changes
 * something must also show the session's CSRF token, which only a page of ours can have read.
 */
@ApplicationScoped
class SessionCookie implements HttpAuthenticationMechanism {
    private static final String CSRF_HEADER = "X-CSRF-Token";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    /** After tokens: a request with one is nobody's session. */
    private static final int PRIORITY = 2000;

    private final Sessions sessions;
    private final BlockingSecurityExecutor blocking;
    private final boolean secure;

    SessionCookie(
            Sessions sessions,
            BlockingSecurityExecutor blocking,
            @ConfigProperty(name = "egress.sessions.secure", defaultValue = "true") boolean secure) {
        this.sessions = sessions;
        this.blocking = blocking;
        this.secure = secure;
    }

    /** By the prefix browsers know that nobody but this very host may have set it, over https. */
    String name() {
        return secure ? "__Host-egress_session" : "egress_session";
    }

    boolean isSecure() {
        return secure;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        var cookie = context.request().getCookie(name());
        if (cookie == null) {
            return Uni.createFrom().nullItem();
        }
        // A page that nobody looks at any more follows events all the same.
        boolean used = !LongAnswers.isAskedAgain(context);
        return blocking.executeBlocking(() -> sessions.running(cookie.getValue(), used))
                .map(found -> found.map(session -> identity(session, context.request()))
                        .orElse(null));
    }

    private static SecurityIdentity identity(Session session, HttpServerRequest request) {
        if (!SAFE.contains(request.method())) {
            var shown = request.getHeader(CSRF_HEADER);
            if (shown == null || !Opaque.same(shown, session.csrfToken())) {
                throw new Problem.Csrf();
            }
        }
        return Identities.building(session.actor())
                .addAttribute(Session.ATTRIBUTE, session)
                .build();
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }
}
