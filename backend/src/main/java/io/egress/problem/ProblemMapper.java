package io.egress.problem;

import io.quarkus.logging.Log;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.JDBCConnectionException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where an exception becomes an answer. */
final class ProblemMapper {
    private static final Set<String> AWAY = Set.of("08", "25P03", "53", "55P03", "57");
    /** Two transactions that can't both be (serialization_failure, deadlock_detected). */
    private static final Set<String> TOGETHER = Set.of("40001", "40P01");

    @ServerExceptionMapper
    Response problem(Problem problem) {
        return ProblemDetails.answer(problem);
    }

    @ServerExceptionMapper
    Response ofJaxRs(WebApplicationException exception) {
        if (exception.getCause() instanceof Problem problem) {
            return ProblemDetails.answer(problem);
        }
        return switch (exception.getResponse().getStatus()) {
            case 400 ->
                ProblemDetails.answer(new Problem.Unreadable("Write path, query and headers as the contract says."));
            case 401 -> ProblemDetails.answer(new Problem.Unauthorized());
            case 403 -> ProblemDetails.answer(new Problem.Forbidden("Your role does not allow it."));
            // Jakarta REST 3.2: a query parameter that is not of its type is told as a path that is not there.
            case 404 ->
                ProblemDetails.answer(
                        exception.getCause() == null
                                ? new Problem.NotFound("There is nothing at this path.")
                                : new Problem.Unreadable(
                                        "Write each parameter of the query in its type: numbers as digits alone."));
            case 406 -> ProblemDetails.answer(new Problem.NotAcceptable());
            default -> ofAll(exception);
        };
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
        return ProblemDetails.answer(changedMeanwhile());
    }

    private static Problem changedMeanwhile() {
        return new Problem.Conflict("Someone else changed the same thing at the same time. Read it again and repeat.");
    }

    @ServerExceptionMapper
    Response ofAll(Throwable exception) {
        for (var cause : causes(exception).toList()) {
            if (cause instanceof Problem problem) {
                return ProblemDetails.answer(problem);
            }
            if (cause instanceof JDBCConnectionException || cause instanceof SQLException sql && isAway(sql)) {
                Log.warnf("PostgreSQL does not answer: %s", cause.getMessage());
                return ProblemDetails.answer(
                        new Problem.Unavailable(
                                "The database does not answer. Try again shortly: a change is stored as a whole or not at all."));
            }
            if (cause instanceof SQLException sql && TOGETHER.contains(String.valueOf(sql.getSQLState()))) {
                return ProblemDetails.answer(changedMeanwhile());
            }
        }
        Log.error("A request failed", exception);
        return ProblemDetails.answer(new Problem.Internal());
    }

    /** The exception and what led to it; why a commit failed is told as suppressed. */
    private static Stream<Throwable> causes(Throwable exception) {
        return Stream.concat(
                Stream.of(exception),
                Stream.concat(Stream.ofNullable(exception.getCause()), Arrays.stream(exception.getSuppressed()))
                        .flatMap(ProblemMapper::causes));
    }

    /**
     * Connection exceptions, no resources, a lock or an answer that came too late, shut down, idle for too long within
     * a transaction (PostgreSQL, appendix A); without a state: no connection was to be had.
     */
    private static boolean isAway(SQLException exception) {
        var state = exception.getSQLState();
        return state == null || AWAY.stream().anyMatch(state::startsWith);
    }
}
