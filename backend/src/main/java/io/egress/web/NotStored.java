package io.egress.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Lets no browser and no proxy keep answers (RFC 9111 §5.2.2.5): they are for one caller, and an ETag does not cover what
 * proxies report.
 */
final class NotStored {
    @ServerResponseFilter
    void say(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getUriInfo().getPath().startsWith("/api/")) {
            response.getHeaders().putSingle("Cache-Control", "no-store");
        }
    }
}
