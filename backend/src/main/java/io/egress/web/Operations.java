package io.egress.web;

import io.egress.problem.Problem;
import io.egress.problem.ProblemDetails;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Which methods each path of the API has and which media types they read, for the answers that have to say so. */
@ApplicationScoped
public class Operations {
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");
    private static final Map<String, String> HEADERS = Map.of("POST", "Accept-Post", "PATCH", "Accept-Patch");

    private final List<Operation> all;

    Operations(BeanManager beans) {
        all = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .map(bean -> bean.getBeanClass())
                .filter(resource -> resource.isAnnotationPresent(Path.class))
                .distinct()
                .flatMap(resource -> Arrays.stream(resource.getMethods()).flatMap(method -> of(resource, method)))
                .toList();
    }

    private record Operation(Pattern path, String method, List<String> consumes) {}

    private static Stream<Operation> of(Class<?> resource, Method method) {
        var path = Stream.of(resource.getAnnotation(Path.class), method.getAnnotation(Path.class))
                .flatMap(Stream::ofNullable)
                .map(Path::value)
                .map(part -> part.replaceAll("^/|/$", ""))
                .map(part -> Arrays.stream(PARAMETER.split(part, -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("[^/]+")))
                .collect(Collectors.joining("/", "/", "/?"));
        var consumes = method.isAnnotationPresent(Consumes.class)
                ? method.getAnnotation(Consumes.class)
                : resource.getAnnotation(Consumes.class);
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .flatMap(type -> Stream.ofNullable(type.getAnnotation(HttpMethod.class)))
                .map(http -> new Operation(
                        Pattern.compile(path), http.value(), consumes == null ? List.of() : List.of(consumes.value())));
    }

    private Stream<Operation> at(ContainerRequestContext request) {
        var path = request.getUriInfo().getRequestUri().getRawPath();
        return all.stream().filter(operation -> operation.path().matcher(path).matches());
    }

    private Set<String> methods(ContainerRequestContext request) {
        var methods = at(request).map(Operation::method).collect(Collectors.toCollection(TreeSet::new));
        if (methods.contains(HttpMethod.GET)) {
            methods.add(HttpMethod.HEAD);
        }
        if (!methods.isEmpty()) {
            methods.add(HttpMethod.OPTIONS);
        }
        return methods;
    }

    @ServerRequestFilter(preMatching = true)
    Response options(ContainerRequestContext request) {
        if (!request.getMethod().equals(HttpMethod.OPTIONS)) {
            return null;
        }
        var methods = methods(request);
        if (methods.isEmpty()) {
            throw new Problem.NotFound("There is nothing at this path.");
        }
        var answer = Response.noContent().allow(methods);
        HEADERS.forEach((method, header) -> read(request, method).ifPresent(types -> answer.header(header, types)));
        return answer.build();
    }

    /** RFC 9110 §15.5.6: with the methods that the path has. */
    @ServerExceptionMapper
    Response ofMethod(NotAllowedException exception, ContainerRequestContext request) {
        return ProblemDetails.answer(new Problem.MethodNotAllowed(methods(request)));
    }

    @ServerExceptionMapper
    Response ofMediaType(NotSupportedException exception, ContainerRequestContext request) {
        var types = read(request, request.getMethod()).orElse("application/json");
        var header = HEADERS.get(request.getMethod());
        return ProblemDetails.answer(new Problem.UnsupportedMediaType(
                "Send " + types + ".", header == null ? Map.of() : Map.of(header, types)));
    }

    private Optional<String> read(ContainerRequestContext request, String method) {
        return at(request)
                .filter(operation -> operation.method().equals(method))
                .map(operation -> String.join(", ", operation.consumes()))
                .filter(types -> !types.isEmpty())
                .findFirst();
    }
}
