package io.egress.web;

import io.egress.problem.ProblemDetails;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status.Family;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Generated clients accept problems alone where a good answer has no body, so that every resource says that it makes them; but
 * what is good is never labelled as one.
 */
final class GoodAnswers {
    @ServerResponseFilter
    void label(ContainerResponseContext answer) {
        if (answer.getStatusInfo().getFamily() == Family.SUCCESSFUL && answer.getMediaType() != null
                && answer.getMediaType().toString().startsWith(ProblemDetails.MEDIA_TYPE)) {
            answer.setEntity(answer.getEntity(), answer.getEntityAnnotations(), MediaType.APPLICATION_JSON_TYPE);
        }
    }
}
