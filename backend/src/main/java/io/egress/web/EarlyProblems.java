package io.egress.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.problem.Problem;
import io.egress.problem.ProblemDetails;
import io.egress.trace.RequestId;
import io.quarkus.logging.Log;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/** Answers requests that can't, or need not, reach a resource; in the same words as the resources. */
final class EarlyProblems {
    /** After the request's ID, before all that would read the path. */
    private static final int SECOND = 900;

    private static final int FAILURE = -1;

    private final ObjectMapper json;

    EarlyProblems(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(
                request -> problem(request).ifPresentOrElse(found -> answer(request, found), request::next), SECOND);
    }

    void register(@Observes Router router) {
        router.route().failureHandler(request -> answer(request, ofFailure(request)));
    }

    private static Optional<Problem> problem(RoutingContext request) {
        if (!PercentEncoded.isUtf8(request.request().uri())) {
            return Optional.of(new Problem.Unreadable("Write path and query in percent-encoded UTF-8."));
        }
        var length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && Long.parseLong(length) > BodyLimit.PASSED_OVER
                ? Optional.of(new Problem.TooLarge(BodyLimit.BYTES))
                : Optional.empty();
    }

    private static Problem ofFailure(RoutingContext request) {
        if (request.failure() instanceof Problem problem) {
            return problem;
        }
        if (request.failure() instanceof RejectedExecutionException) {
            return new Problem.Unavailable("Too much is asked at once; try again shortly.");
        }
        return switch (request.failure() == null ? request.statusCode() : FAILURE) {
            case 400 -> new Problem.Unreadable("Write path, query and headers as RFC 9110 says.");
            case 404 -> new Problem.NotFound("There is nothing at this path.");
            case 405 -> new Problem.MethodNotAllowed(List.of(HttpMethod.GET.name()));
            case 413 -> new Problem.TooLarge(BodyLimit.BYTES);
            default -> {
                Log.errorf(request.failure(), "A request failed with status %d", request.statusCode());
                yield new Problem.Internal();
            }
        };
    }

    private void answer(RoutingContext request, Problem problem) {
        var response = request.response();
        if (response.headWritten()) {
            request.request().connection().close();
            return;
        }
        RequestId.of(request);
        problem.headers().forEach(response::putHeader);
        response.setStatusCode(problem.type().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE)
                .end(written(ProblemDetails.of(problem)));
    }

    private String written(ProblemDetails details) {
        try {
            return json.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
