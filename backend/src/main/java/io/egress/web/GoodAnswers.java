package io.egress.web;

import io.egress.problem.ProblemDetails;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status.Family;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Generated clients accept problems alone where a good answer has no body, so that every resource says that it makes them; but
 * what is good is never labelled as one.
 */
final class GoodAnswers {
    @ServerResponseFilter
    void label(ContainerRequestContext request, ContainerResponseContext answer) {
        if (answer.getStatusInfo().getFamily() == Family.SUCCESSFUL
                && answer.hasEntity()
                && wouldBeProblem(request.getHeaderString(HttpHeaders.ACCEPT), answer.getMediaType())) {
            answer.setEntity(answer.getEntity(), answer.getEntityAnnotations(), MediaType.APPLICATION_JSON_TYPE);
        }
    }

    /** @param type null: it will be chosen by what is accepted */
    private static boolean wouldBeProblem(String accepted, MediaType type) {
        var decides = type == null ? accepted : type.toString();
        return decides != null && decides.contains(ProblemDetails.MEDIA_TYPE);
    }
}
