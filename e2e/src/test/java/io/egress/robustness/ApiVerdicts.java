package io.egress.robustness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.egress.contract.Contract;
import io.egress.contract.Contract.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Whether an answer is what the contract says: status, media type, headers, and a body that its schema describes in full. */
final class ApiVerdicts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROBLEM = "application/problem+json";

    /** Of a request's target, to the HTTP layer. */
    private static final int LONGEST_TARGET = 4_000;

    private final Contract contract;
    private final SchemaRegistry registry;
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();
    /** Of the catalogue: the status by the type. */
    private final Map<String, Integer> catalogue = new HashMap<>();

    /** @param catalogue what GET /problems answers */
    ApiVerdicts(Contract given, JsonNode catalogue) {
        contract = new Contract(given.root().deepCopy());
        // Nothing may be shown that is not described.
        contract.root().at("/components/schemas").forEach(ApiVerdicts::close);
        registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .build()));
        catalogue.forEach(type ->
                this.catalogue.put(type.get("type").asText(), type.get("status").asInt()));
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(ApiVerdicts::close);
    }

    /** What is wrong with the answer; empty if nothing is. */
    Optional<String> wrong(ApiRequest request, RawHttp.Answer answer) {
        if (answer.status() >= 500) {
            return Optional.of("5xx");
        }
        if (answer.body().length == 0 && isRefusedBeforeTheApi(request.target(), answer.status())) {
            return Optional.empty();
        }
        return request.operation().isPresent()
                ? ofOperation(request.operation().get(), answer)
                : ofNothing(request, answer);
    }

    /** The HTTP layer refuses what is too long or no URI, without words. */
    private static boolean isRefusedBeforeTheApi(String target, int status) {
        if (status == 414) {
            return target.length() > LONGEST_TARGET;
        }
        try {
            new URI(target);
            return false;
        } catch (URISyntaxException e) {
            return status == 400;
        }
    }

    /** The answer to a method or path that the contract does not have. */
    private Optional<String> ofNothing(ApiRequest request, RawHttp.Answer answer) {
        if (request.method().equals("HEAD")) {
            return Optional.empty();
        }
        if (answer.status() < 400) {
            return request.isOdd() || request.method().equals("OPTIONS")
                    ? Optional.empty()
                    : Optional.of("undocumented operation answered " + answer.status());
        }
        return ofProblem(answer);
    }

    private Optional<String> ofOperation(Operation operation, RawHttp.Answer answer) {
        var responses = operation.spec().get("responses");
        var status = Integer.toString(answer.status());
        if (!responses.has(status)) {
            return answer.status() >= 400 && responses.has("default")
                    ? ofProblem(answer)
                    : Optional.of("undocumented status " + status);
        }
        var documented = contract.resolved(responses.get(status));
        for (var header : documented.path("headers").properties()) {
            if (answer.header(header.getKey()).isEmpty()) {
                return Optional.of("no header " + header.getKey());
            }
        }
        if (answer.status() >= 400) {
            return ofProblem(answer);
        }
        var content = documented.path("content");
        if (content.isEmpty()) {
            return answer.body().length > 0 ? Optional.of("a body where there is none") : Optional.empty();
        }
        if (!content.has(answer.mediaType())) {
            return Optional.of("undocumented media type '" + answer.mediaType() + "'");
        }
        return ofBody(content.get(answer.mediaType()).path("schema"), answer);
    }

    private Optional<String> ofProblem(RawHttp.Answer answer) {
        if (!answer.mediaType().equals(PROBLEM)) {
            return Optional.of(answer.status() + " as '" + answer.mediaType() + "'");
        }
        return ofBody(JSON.createObjectNode().put("$ref", "#/components/schemas/Problem"), answer)
                .or(() -> ofCatalogue(answer));
    }

    private Optional<String> ofCatalogue(RawHttp.Answer answer) {
        try {
            var type = JSON.readTree(answer.body()).get("type").asText();
            var status = catalogue.get(type);
            return status == null || status != answer.status()
                    ? Optional.of("type " + type + " with status " + answer.status())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> ofBody(JsonNode schema, RawHttp.Answer answer) {
        if (!answer.mediaType().endsWith("json")) {
            return Optional.empty();
        }
        try {
            var errors = schemas.computeIfAbsent(schema, this::compiled).validate(JSON.readTree(answer.body()));
            return errors.stream()
                    .findFirst()
                    .map(error -> "off schema: " + error.getInstanceLocation() + " " + error.getMessage());
        } catch (IOException e) {
            return Optional.of("no JSON");
        }
    }

    private Schema compiled(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", contract.root().get("components"));
        return registry.getSchema(whole);
    }
}
