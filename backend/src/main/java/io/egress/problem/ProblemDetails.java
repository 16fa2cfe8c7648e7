package io.egress.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.egress.trace.RequestId;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body of an error answer (RFC 9457).
 *
 * @param errors everything that is wrong with the request, in the order of the pointers
 * @param dependents of a type {@code in-use}: the first of those that use what should go
 * @param dependentCount how many those are; null for other types
 * @param trace of a 5xx: the request's ID, by which the service's log names it
 */
@Schema(name = "Problem", description = "Why a request is not fulfilled (RFC 9457)")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemDetails(
        @Schema(
                required = true,
                description = "Relative URI of the type; the service explains it there",
                examples = "/problems/invalid")
        String type,

        @Schema(required = true, examples = "The request breaks a rule")
        String title,

        @Schema(required = true, examples = "422") int status,

        @Schema(description = "What to do", examples = "Nothing was stored. See errors for what to change.")
        String detail,

        @Schema(description = "Everything that is wrong with the request")
        List<Violation> errors,

        @Schema(description = "Of in-use: the first 100 of those that use what should go")
        List<Dependent> dependents,

        @Schema(description = "Of in-use: how many use what should go", examples = "2")
        Integer dependentCount,

        @Schema(description = "Of a 5xx: the request's ID, by which the service's log names it")
        String trace) {

    /** Its media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final int FAULTS = 500;

    /** What tells a problem to the client. */
    public static ProblemDetails of(Problem problem) {
        var type = problem.type();
        var inUse = problem instanceof Problem.InUse of ? of : null;
        return new ProblemDetails(
                type.uri(),
                type.title(),
                type.status(),
                problem.getMessage(),
                problem.violations(),
                inUse == null ? List.of() : inUse.dependents(),
                inUse == null ? null : inUse.dependentCount(),
                type.status() >= FAULTS ? RequestId.current() : null);
    }

    /** The answer to a problem. */
    public static Response answer(Problem problem) {
        var answer = Response.status(problem.type().status()).type(MEDIA_TYPE).entity(of(problem));
        problem.headers().forEach(answer::header);
        return answer.build();
    }
}
