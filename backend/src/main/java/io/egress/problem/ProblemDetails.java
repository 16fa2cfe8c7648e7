package io.egress.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of an error answer (RFC 9457). */
@Schema(name = "Problem", description = "Why a request is not fulfilled (RFC 9457)")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemDetails(
        @Schema(required = true, examples = "/problems/invalid") String type,
        @Schema(required = true, examples = "The request breaks a rule") String title,
        @Schema(required = true, examples = "422") int status,
        @Schema(examples = "Nothing was stored. See errors for what to change.") String detail,
        List<Violation> errors) {

    /** Its media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final int RETRY_AFTER_SECONDS = 5;

    static Response answer(int status, String type, String title, String detail, List<Violation> errors) {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity(new ProblemDetails("/problems/" + type, title, status, detail, errors))
                .build();
    }

    /** The answer to a problem. */
    public static Response answer(Problem problem) {
        var response = answer(problem.status(), problem.type(), problem.title(), problem.getMessage(),
                problem.violations());
        if (problem instanceof Problem.Unauthorized) {
            return Response.fromResponse(response).header("WWW-Authenticate", "Bearer realm=\"egress\"").build();
        }
        return problem instanceof Problem.Unavailable
                ? Response.fromResponse(response).header("Retry-After", RETRY_AFTER_SECONDS).build()
                : response;
    }
}
