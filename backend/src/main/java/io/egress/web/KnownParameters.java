package io.egress.web;

import static io.egress.problem.ViolationCode.DUPLICATE;
import static io.egress.problem.ViolationCode.UNKNOWN_PARAMETER;

import io.egress.problem.Problem;
import io.egress.problem.ProblemDetails;
import io.egress.problem.Violation;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses parameters that the operation does not know: a filter with a typing error must not list everything. */
final class KnownParameters {
    /** Names of parameters, and whether they may come more than once. */
    private final Map<Method, Map<String, Boolean>> known = new ConcurrentHashMap<>();

    @ServerRequestFilter
    Response check(ResourceInfo operation, UriInfo uri) {
        var given = uri.getQueryParameters();
        if (given.isEmpty()) {
            return null;
        }
        var names = known.computeIfAbsent(operation.getResourceMethod(), KnownParameters::of);
        var violations = new ArrayList<Violation>();
        given.forEach((name, values) -> {
            var pointer = "/" + name.replace("~", "~0").replace("/", "~1");
            if (!names.containsKey(name)) {
                violations.add(new Violation(
                        pointer,
                        UNKNOWN_PARAMETER,
                        names.isEmpty()
                                ? "Leave it out: the operation has no parameters."
                                : "Leave it out, or give one of "
                                        + String.join(
                                                ", ",
                                                names.keySet().stream().sorted().toList()) + "."));
            } else if (values.size() > 1 && !names.get(name)) {
                violations.add(new Violation(pointer, DUPLICATE, "Give it once."));
            }
        });
        return violations.isEmpty() ? null : ProblemDetails.answer(new Problem.Unreadable(violations));
    }

    private static Map<String, Boolean> of(Method operation) {
        var names = new HashMap<String, Boolean>();
        Arrays.stream(operation.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(QueryParam.class))
                .forEach(parameter -> names.put(
                        parameter.getAnnotation(QueryParam.class).value(),
                        Collection.class.isAssignableFrom(parameter.getType())));
        return names;
    }
}
