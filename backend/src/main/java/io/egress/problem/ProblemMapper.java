package io.egress.problem;

import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.JDBCConnectionException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where an exception becomes an answer. */
final class ProblemMapper {
    private static final Map<Integer, String> TITLES = Map.of(
            400, "The request can't be read",
            404, "Not found",
            405, "Method not allowed",
            406, "Not acceptable",
            413, "Too large",
            415, "Unsupported media type");

    @ServerExceptionMapper
    Response problem(Problem problem) {
        return ProblemDetails.answer(problem);
    }

    @ServerExceptionMapper
    Response ofJaxRs(WebApplicationException exception) {
        if (exception.getCause() instanceof Problem problem) {
            return ProblemDetails.answer(problem);
        }
        int status = exception.getResponse().getStatus();
        if (status >= 500 || !TITLES.containsKey(status)) {
            return ofAll(exception);
        }
        var type = TITLES.get(status).toLowerCase().replaceAll("[^a-z]+", "-");
        var answer = ProblemDetails.answer(status, type, TITLES.get(status), null, List.of());
        return exception instanceof NotAllowedException notAllowed && notAllowed.getResponse().getHeaders().containsKey("Allow")
                ? Response.fromResponse(answer).header("Allow", notAllowed.getResponse().getHeaderString("Allow")).build()
                : answer;
    }

    @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
    Response ofStranger() {
        return ProblemDetails.answer(new Problem.Unauthorized());
    }

    @ServerExceptionMapper
    Response ofTooSmallRole(ForbiddenException exception) {
        return ProblemDetails.answer(new Problem.Forbidden("Ask an admin of your team for a larger role."));
    }

    /** Two requests that create the same thing at once: the database decides. */
    @ServerExceptionMapper
    Response ofUniqueKey(ConstraintViolationException exception) {
        return ProblemDetails.answer(409, "conflict", "Changed meanwhile",
                "Someone else changed the same thing at the same time. Read it again and repeat.", List.of());
    }

    @ServerExceptionMapper
    Response ofAll(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return ProblemDetails.answer(problem);
            }
            if (cause instanceof JDBCConnectionException || cause instanceof SQLException sql && isAway(sql)) {
                Log.warnf("PostgreSQL is away: %s", cause.getMessage());
                return unavailable();
            }
        }
        var trace = UUID.randomUUID().toString();
        Log.errorf(exception, "A request failed, trace %s", trace);
        return ProblemDetails.answer(500, "internal", "Something went wrong here",
                "It is not your request. Give the operator this trace: " + trace, List.of());
    }

    /** Connection exceptions, no resources, shut down (PostgreSQL, appendix A); without a state: no connection was to be had. */
    private static boolean isAway(SQLException exception) {
        var state = exception.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }

    private static Response unavailable() {
        return ProblemDetails.answer(new Problem.Unavailable(
                "The database does not answer. Nothing was stored; try again shortly."));
    }
}
