package io.egress.problem;

import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.JDBCConnectionException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where an exception becomes an answer. */
final class ProblemMapper {
    /** RFC 7396; the only one that PATCH takes. */
    private static final String MERGE_PATCH = "application/merge-patch+json";

    @ServerExceptionMapper
    Response problem(Problem problem) {
        return ProblemDetails.answer(problem);
    }

    @ServerExceptionMapper
    Response ofJaxRs(WebApplicationException exception, Request request) {
        if (exception.getCause() instanceof Problem problem) {
            return ProblemDetails.answer(problem);
        }
        return switch (exception.getResponse().getStatus()) {
            case 400 -> ProblemDetails.answer(new Problem.Unreadable("Write path, query and headers as the contract says."));
            case 401 -> ProblemDetails.answer(new Problem.Unauthorized());
            case 403 -> ProblemDetails.answer(new Problem.Forbidden("Your role does not allow it."));
            case 404 -> ProblemDetails.answer(new Problem.NotFound("There is nothing at this path."));
            case 405 -> ProblemDetails.answer(new Problem.MethodNotAllowed(
                    new TreeSet<>(exception.getResponse().getAllowedMethods())));
            case 406 -> ProblemDetails.answer(new Problem.NotAcceptable());
            case 415 -> ProblemDetails.answer(ofMediaType(request.getMethod()));
            default -> ofAll(exception);
        };
    }

    private static Problem ofMediaType(String method) {
        return method.equals("PATCH")
                ? new Problem.UnsupportedMediaType("Send " + MERGE_PATCH + ".", Map.of("Accept-Patch", MERGE_PATCH))
                : new Problem.UnsupportedMediaType("Send application/json.", Map.of());
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
        return ProblemDetails.answer(new Problem.Conflict(
                "Someone else changed the same thing at the same time. Read it again and repeat."));
    }

    @ServerExceptionMapper
    Response ofAll(Throwable exception) {
        for (var cause : causes(exception).toList()) {
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
        return ProblemDetails.answerInternal(trace);
    }

    /** The exception and what led to it; why a commit failed is told as suppressed. */
    private static Stream<Throwable> causes(Throwable exception) {
        return Stream.concat(Stream.of(exception),
                Stream.concat(Stream.ofNullable(exception.getCause()), Arrays.stream(exception.getSuppressed()))
                        .flatMap(ProblemMapper::causes));
    }

    /**
     * Connection exceptions, no resources, shut down, idle for too long within a transaction (PostgreSQL, appendix A);
     * without a state: no connection was to be had.
     */
    private static boolean isAway(SQLException exception) {
        var state = exception.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("53") || state.startsWith("57P")
                || state.equals("25P03");
    }

    private static Response unavailable() {
        return ProblemDetails.answer(new Problem.Unavailable(
                "The database does not answer. Try again shortly: a change is stored as a whole or not at all."));
    }
}
