package io.egress.web;

import io.egress.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses bodies that are packed, rather than take them for what they are not (RFC 9110 §8.4). */
final class PackedBodies {
    @ServerRequestFilter
    void check(ContainerRequestContext request) {
        var coding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw new Problem.UnsupportedMediaType(
                    "Send the body unpacked, without Content-Encoding.",
                    Map.of(HttpHeaders.ACCEPT_ENCODING, "identity"));
        }
    }
}
