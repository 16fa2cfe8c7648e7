package io.egress.web;

import io.egress.problem.Problem;
import io.egress.problem.ProblemDetails;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Answers requests that announce too large a body; quarkus.http.limits.max-body-size cuts those that don't. */
final class BodyLimit {
    private static final long BYTES = 1024 * 1024;

    @ServerRequestFilter(preMatching = true)
    Response check(ContainerRequestContext request) {
        return request.getLength() > BYTES ? ProblemDetails.answer(new Problem.TooLarge(BYTES)) : null;
    }
}
