package io.egress.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** What parameters mean. One name means the same everywhere; an operation that says it itself is left alone. */
final class Parameters {
    private static final JsonNode WORDS = Resources.json("parameters.json").orElseThrow();

    private Parameters() {}

    static void describe(OpenAPI contract) {
        for (var placed : PlacedOperation.of(contract)) {
            placed.parameters().forEach(Parameters::describe);
        }
    }

    private static void describe(Parameter parameter) {
        var words = WORDS.path(parameter.getName());
        if (parameter.getDescription() == null && words.has("description")) {
            parameter.setDescription(words.get("description").asText());
        }
        var schema = parameter.getSchema();
        if (parameter.getExample() == null && parameter.getExamples() == null && words.has("example")) {
            parameter.setExample(Resources.plain(words.get("example")));
        }
        if (schema.getMaximum() == null && words.has("maximum")) {
            schema.minimum(words.get("minimum").decimalValue()).maximum(words.get("maximum").decimalValue());
        }
    }
}
