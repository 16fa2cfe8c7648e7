package io.egress.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * Puts an example to every request and answer: the file {@code examples/<operation>.<request or status>} if there is one,
 * else that of the schema. A page's is made of that of its items.
 */
final class Examples {
    private final OpenAPI contract;

    private Examples(OpenAPI contract) {
        this.contract = contract;
    }

    static void attach(OpenAPI contract) {
        var examples = new Examples(contract);
        for (var placed : PlacedOperation.of(contract)) {
            var operation = placed.operation();
            placed.request().forEach(content -> examples.attach(content, operation.getOperationId() + ".request"));
            operation
                    .getResponses()
                    .getAPIResponses()
                    .forEach((status, answer) ->
                            examples.attach(answer.getContent(), operation.getOperationId() + "." + status));
        }
    }

    private void attach(Content content, String place) {
        if (content == null) {
            return;
        }
        content.getMediaTypes().forEach((type, media) -> {
            if (media.getExample() == null && media.getExamples() == null) {
                attach(media, place, type.endsWith("json"));
            }
        });
    }

    private void attach(MediaType media, String place, boolean isJson) {
        if (!isJson) {
            Resources.text("examples/" + place + ".txt").ifPresent(media::setExample);
            return;
        }
        ofFile(place).ifPresentOrElse(example -> media.setExample(Resources.plain(example)), () -> {
            if (media.getSchema() != null && media.getSchema().getRef() != null) {
                share(media, SchemaNames.inReference(media.getSchema().getRef()));
            }
        });
    }

    private void share(MediaType media, String schema) {
        ofSchema(schema)
                .ifPresent(example -> media.setExamples(Map.of(schema, shared(contract, schema, schema, example))));
    }

    /** A reference to an example that stands in the contract once. */
    static Example shared(OpenAPI contract, String name, String summary, JsonNode value) {
        contract.getComponents()
                .addExample(name, OASFactory.createExample().summary(summary).value(Resources.plain(value)));
        return OASFactory.createExample().ref(name);
    }

    private Optional<JsonNode> ofSchema(String name) {
        return name.endsWith("Page")
                ? ofPage(contract.getComponents().getSchemas().get(name))
                : ofFile(name);
    }

    private Optional<JsonNode> ofPage(Schema page) {
        var item = SchemaNames.inReference(
                page.getProperties().get("items").getItems().getRef());
        return ofFile(item).map(one -> {
            var example = JsonNodeFactory.instance.objectNode();
            example.putArray("items").add(one);
            return page.getProperties().containsKey("total") ? example.put("total", 1) : example;
        });
    }

    private static Optional<JsonNode> ofFile(String name) {
        return Resources.json("examples/" + name + ".json");
    }
}
