package io.egress.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An OpenAPI document as a tree, to be looked at and changed. */
public record Contract(ObjectNode root) {
    /** An operation and where it stands. */
    public record Operation(String method, String path, JsonNode spec) {
        public String id() {
            return spec.path("operationId").asText();
        }
    }

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS));
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    /** The one at the root of the checkout. */
    public static Contract present() {
        return of(Path.of("../openapi.yaml"));
    }

    static Contract of(Path file) {
        try {
            return new Contract((ObjectNode) YAML.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file with it. */
    Path written() {
        try {
            var file = Files.createTempFile(Files.createDirectories(Path.of("target/contracts")), "contract", ".yaml");
            YAML.writeValue(file.toFile(), root);
            return file.toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        root.get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(entry -> METHODS.contains(entry.getKey()))
                .forEach(entry -> operations.add(new Operation(entry.getKey(), path.getKey(), entry.getValue()))));
        return operations;
    }

    /** @param pointer RFC 6901, to an object */
    ObjectNode object(String pointer) {
        return (ObjectNode) root.at(pointer);
    }

    /** What a node stands for: itself, or what it refers to. */
    public JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? resolved(root.at(node.get("$ref").asText().substring(1))) : node;
    }
}
