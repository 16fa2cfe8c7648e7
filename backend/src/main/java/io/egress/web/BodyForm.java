package io.egress.web;

import io.egress.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses bodies that are packed or in another character set, rather than take them for what they are not. */
final class BodyForm {
    @ServerRequestFilter
    void check(ContainerRequestContext request) {
        var type = request.getMediaType();
        var charset = type == null ? null : type.getParameters().get("charset");
        if (charset != null && !charset.equalsIgnoreCase("utf-8")) {
            throw new Problem.UnsupportedMediaType("Send the body in UTF-8.", Map.of());
        }
        var coding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw new Problem.UnsupportedMediaType("Send the body unpacked, without Content-Encoding.",
                    Map.of(HttpHeaders.ACCEPT_ENCODING, "identity"));
        }
    }
}
