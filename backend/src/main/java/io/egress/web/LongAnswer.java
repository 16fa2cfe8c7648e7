package io.egress.web;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** A request whose answer goes on for hours, during which its maker may lose the right to it. */
public final class LongAnswer {
    private final RoutingContext request;
    private final HttpAuthenticator authenticator;
    private final Actor actor;
    private final Context context;

    LongAnswer(RoutingContext request, HttpAuthenticator authenticator, Actor actor) {
        this.request = request;
        this.authenticator = authenticator;
        this.actor = actor;
        this.context = Vertx.currentContext();
    }

    /** Who asked for it. */
    public Actor actor() {
        return actor;
    }

    /** Breaks the connection: whoever does not read does not see a proper end either. */
    public void hangUp() {
        request.response().reset();
    }

    /**
     * Looks again whether what the request brought lets its maker in as before.
     *
     * @param otherwise run if it does not; not if that can't be told at the moment
     */
    public void recheck(Runnable otherwise) {
        context.runOnContext(now -> authenticator.attemptAuthentication(request).subscribe().with(
                identity -> {
                    if (!isSame(identity)) {
                        otherwise.run();
                    }
                },
                failure -> {
                    if (failure instanceof AuthenticationFailedException) {
                        otherwise.run();
                    }
                }));
    }

    private boolean isSame(SecurityIdentity identity) {
        return identity != null && actor.equals(identity.getAttribute(Actor.ATTRIBUTE));
    }
}
