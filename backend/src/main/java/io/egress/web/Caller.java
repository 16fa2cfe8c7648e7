package io.egress.web;

import io.egress.trace.RequestId;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import org.jboss.logging.MDC;

/** Who makes this request, and from where. */
@RequestScoped
public class Caller {
    private final SecurityIdentity identity;
    private final RoutingContext request;

    Caller(SecurityIdentity identity, RoutingContext request) {
        this.identity = identity;
        this.request = request;
    }

    /** @throws IllegalStateException if nobody signed in */
    public Actor actor() {
        var actor = identity.<Actor>getAttribute(Actor.ATTRIBUTE);
        if (actor == null) {
            throw new IllegalStateException("nobody signed in");
        }
        MDC.put("team", actor.team());
        MDC.put("user", actor.name());
        return actor;
    }

    /** The team whose objects the caller sees and touches; no other's. */
    public String team() {
        return actor().team();
    }

    /** For "created by" and "updated by". */
    public String name() {
        return actor().name();
    }

    /** One of {@link Role}. */
    public String role() {
        return actor().role();
    }

    public Way way() {
        return actor().way();
    }

    /** Of the API token; null for other ways. */
    public String tokenName() {
        return actor().tokenName();
    }

    /** The client's IP address; what a trusted reverse proxy says of it counts (quarkus.http.proxy). */
    public String address() {
        return addressOf(request);
    }

    /** The same of somebody who is not known yet; a proxy may give a name, or nonsense, in the place of an address. */
    public static String addressOf(RoutingContext request) {
        var remote = request.request().remoteAddress();
        return remote.hostAddress() == null ? remote.host() : remote.hostAddress();
    }

    /** What names this request in logs, audit and traces. */
    public String requestId() {
        return RequestId.of(request);
    }
}
