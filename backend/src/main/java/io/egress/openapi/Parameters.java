package io.egress.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** What parameters mean. One name means the same everywhere; an operation that says it itself is left alone. */
final class Parameters {
    private static final JsonNode WORDS = Resources.json("parameters.json").orElseThrow();

    private static final Pattern AMONG = Pattern.compile("/([a-z-]+)/\\{\\w+}$");

    private Parameters() {}

    static void describe(OpenAPI contract) {
        for (var placed : PlacedOperation.of(contract)) {
            placed.parameters().forEach(parameter -> describe(parameter, words(placed, parameter.getName())));
        }
    }

    /** Those for the name with this method or among these objects, such as tokens.name, else those for the name. */
    private static JsonNode words(PlacedOperation placed, String name) {
        var among = AMONG.matcher(placed.path());
        return Stream.of(placed.method() + "." + name, (among.find() ? among.group(1) : "") + "." + name, name)
                .map(WORDS::path)
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private static void describe(Parameter parameter, JsonNode words) {
        if (parameter.getDescription() == null && words.has("description")) {
            parameter.setDescription(words.get("description").asText());
        }
        var schema = parameter.getSchema();
        if (parameter.getExample() == null && parameter.getExamples() == null && words.has("example")) {
            parameter.setExample(Resources.plain(words.get("example")));
        }
        // What annotations say of a list's values stands at the list.
        if (schema.getItems() != null && schema.getEnumeration() != null) {
            schema.getItems().setEnumeration(schema.getEnumeration());
            schema.setEnumeration(null);
        }
        if (schema.getMaximum() == null && words.has("maximum")) {
            schema.minimum(words.get("minimum").decimalValue())
                    .maximum(words.get("maximum").decimalValue());
        }
    }
}
