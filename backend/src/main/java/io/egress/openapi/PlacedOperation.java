package io.egress.openapi;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** An operation with the path that it is found at. */
record PlacedOperation(HttpMethod method, String path, Operation operation) {
    static List<PlacedOperation> of(OpenAPI contract) {
        return contract.getPaths().getPathItems().entrySet().stream()
                .flatMap(path -> path.getValue().getOperations().entrySet().stream()
                        .map(entry -> new PlacedOperation(entry.getKey(), path.getKey(), entry.getValue())))
                .toList();
    }

    List<Parameter> parameters() {
        return Optional.ofNullable(operation.getParameters()).orElse(List.of());
    }

    boolean hasParameter(Parameter.In in) {
        return parameters().stream().anyMatch(parameter -> parameter.getIn() == in);
    }

    boolean hasParameter(String name) {
        return parameters().stream().anyMatch(parameter -> name.equals(parameter.getName()));
    }

    boolean needsSignIn() {
        return operation.getSecurity() != null && !operation.getSecurity().isEmpty();
    }

    boolean hasBody() {
        return operation.getRequestBody() != null;
    }

    Stream<Content> request() {
        return hasBody() ? Stream.ofNullable(operation.getRequestBody().getContent()) : Stream.empty();
    }
}
