package io.egress.web;

import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Begins answers that go on for hours. */
@ApplicationScoped
public class LongAnswers {
    private final HttpAuthenticator authenticator;
    private final Caller caller;

    LongAnswers(HttpAuthenticator authenticator, Caller caller) {
        this.authenticator = authenticator;
        this.caller = caller;
    }

    /** The answer to a request; no proxy on its way should keep or collect it. */
    public LongAnswer to(RoutingContext request) {
        request.response().putHeader("Cache-Control", "no-store").putHeader("X-Accel-Buffering", "no");
        return new LongAnswer(request, authenticator, caller.actor());
    }
}
