package io.egress.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** What parameters mean. One name means the same everywhere; an operation that says it itself is left alone. */
final class Parameters {
    private static final JsonNode WORDS = Resources.json("parameters.json").orElseThrow();

    private static final Pattern AMONG = Pattern.compile("/([a-z-]+)/\\{(\\w+)}$");

    private Parameters() {}

    static void describe(OpenAPI contract) {
        for (var placed : PlacedOperation.of(contract)) {
            placed.parameters().forEach(parameter -> describe(parameter, words(placed.path(), parameter.getName())));
        }
    }

    /** Those for the name among these objects, such as tokens.name, else those for the name. */
    private static JsonNode words(String path, String name) {
        var found = AMONG.matcher(path);
        var among = found.find() && found.group(2).equals(name) ? WORDS.path(found.group(1) + "." + name) : WORDS.path("");
        return among.isMissingNode() ? WORDS.path(name) : among;
    }

    private static void describe(Parameter parameter, JsonNode words) {
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
