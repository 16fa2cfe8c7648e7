package io.egress.web;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Begins answers that go on for hours. */
@ApplicationScoped
public class LongAnswers {
    private static final String ASKED_AGAIN = LongAnswers.class.getName();

    private final HttpAuthenticator authenticator;
    private final Caller caller;

    LongAnswers(HttpAuthenticator authenticator, Caller caller) {
        this.authenticator = authenticator;
        this.caller = caller;
    }

    /** The answer to a request; no proxy on its way should keep or collect it. */
    public LongAnswer to(RoutingContext request) {
        request.response().putHeader("Cache-Control", "no-store").putHeader("X-Accel-Buffering", "no");
        return new ToRequest(request, authenticator, caller.actor(), Vertx.currentContext());
    }

    /** Whether nobody makes the request now: it was made long ago, and its maker is looked at again. */
    public static boolean isAskedAgain(RoutingContext request) {
        return request.get(ASKED_AGAIN) != null;
    }

    private record ToRequest(RoutingContext request, HttpAuthenticator authenticator, Actor actor, Context context)
            implements LongAnswer {

        @Override
        public void hangUp() {
            request.response().reset();
        }

        @Override
        public void recheck(Runnable otherwise) {
            request.put(ASKED_AGAIN, true);
            context.runOnContext(now -> authenticator
                    .attemptAuthentication(request)
                    .subscribe()
                    .with(
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
}
