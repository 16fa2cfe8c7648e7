package io.egress.robustness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.egress.contract.Contract;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Values as a schema wants them, and as it does not. */
final class ApiValues {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int KEYS = 4;
    private static final int DEEPEST = 6;

    private final Contract contract;
    private final List<String> keys;
    private final Random random;

    /** @param keys the examples' keys of objects; requests are about these and a few like them, so that they meet */
    ApiValues(Contract contract, TreeSet<String> keys, Random random) {
        this.contract = contract;
        this.keys = List.copyOf(keys);
        this.random = random;
    }

    /** The keys of objects in the examples of parameters of paths. */
    static TreeSet<String> keys(Contract contract) {
        var keys = new TreeSet<String>();
        contract.operations()
                .forEach(operation -> operation.spec().path("parameters").forEach(parameter -> {
                    if (parameter.path("in").asText().equals("path") && parameter.has("example")) {
                        keys.add(parameter.get("example").asText());
                    }
                }));
        return keys;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    /** An example with its keys exchanged for others of the same kind. */
    JsonNode varied(JsonNode example) {
        if (example.isTextual()) {
            return keys.contains(example.textValue()) ? TextNode.valueOf(like(example.textValue())) : example;
        }
        if (example instanceof ArrayNode list) {
            var copy = JSON.arrayNode();
            list.forEach(item -> copy.add(varied(item)));
            return copy;
        }
        if (example instanceof ObjectNode object) {
            var copy = JSON.objectNode();
            object.properties().forEach(member -> copy.set(member.getKey(), varied(member.getValue())));
            return copy;
        }
        return example;
    }

    private String like(String key) {
        int variant = random.nextInt(KEYS);
        return variant == 0 ? key : key + variant;
    }

    /** What the schema allows, as far as it says. */
    JsonNode fitting(JsonNode given, int depth) {
        var schema = contract.resolved(given);
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        if (schema.path("examples").size() > 0 && chance(0.8)) {
            return varied(schema.get("examples").get(0));
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> list(schema, depth);
            case "integer", "number" ->
                JSON.numberNode(schema.path("minimum").asInt(0)
                        + random.nextInt(Math.max(
                                1,
                                schema.path("maximum").asInt(1000)
                                        - schema.path("minimum").asInt(0)
                                        + 1)));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "null" -> JSON.nullNode();
            default -> JSON.textNode(text(schema));
        };
    }

    private String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.get(random.nextInt(type.size())).asText() : type.asText("string");
    }

    private String text(JsonNode schema) {
        if (schema.path("format").asText().equals("date-time")) {
            return Instant.ofEpochSecond(1_500_000_000L + random.nextInt(1_000_000_000))
                    .toString();
        }
        return chance(0.5)
                ? like(oneOf(keys))
                : "a"
                        .repeat(random.nextInt(
                                Math.min(200, schema.path("maxLength").asInt(60)) + 1));
    }

    private JsonNode object(JsonNode schema, int depth) {
        var object = JSON.objectNode();
        if (depth < DEEPEST) {
            schema.path("properties").properties().stream()
                    .filter(member -> isRequired(schema, member.getKey()) || chance(0.4))
                    .forEach(member -> object.set(member.getKey(), fitting(member.getValue(), depth + 1)));
        }
        return object;
    }

    private static boolean isRequired(JsonNode schema, String member) {
        for (var name : schema.path("required")) {
            if (name.asText().equals(member)) {
                return true;
            }
        }
        return false;
    }

    private JsonNode list(JsonNode schema, int depth) {
        var list = JSON.arrayNode();
        for (int count = depth < DEEPEST ? random.nextInt(4) : 0; count > 0; count--) {
            list.add(fitting(schema.path("items"), depth + 1));
        }
        return list;
    }

    /** An object with one of its members other than it was. */
    void spoil(ObjectNode object, JsonNode schema) {
        var names = new ArrayList<String>();
        contract.resolved(schema).path("properties").fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            return;
        }
        var name = oneOf(names);
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 -> object.putNull(name);
            case 2 -> object.set(hostileText(), hostile());
            case 3 -> object.set(name, hostile());
            default ->
                object.set(
                        name,
                        fitting(contract.resolved(schema).get("properties").get(name), 0));
        }
    }

    String hostileText() {
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> " ";
            case 2 -> oneOf(List.of("\ud800", "\udc00x", "\u0000", "\ufeff", "\uffff", "é", "İ", "ß", "\u202e"));
            case 3 -> "a".repeat(oneOf(List.of(64, 101, 256, 501, 70_000)));
            case 4 ->
                oneOf(List.of(
                        "null",
                        "true",
                        "0",
                        "-1",
                        "1e9",
                        "[]",
                        "{}",
                        "' OR 1=1 --",
                        "%",
                        "_",
                        "!",
                        "*",
                        "..",
                        "/etc/passwd",
                        "${jndi:ldap://127.0.0.1/x}",
                        "sip:127.0.0.1:1;transport=tls",
                        "sips:[::1]",
                        "0.0.0.0/0",
                        "::/0",
                        "-----BEGIN CERTIFICATE-----",
                        "2026-13-45T99:99:99Z",
                        "+4930 12345",
                        "00493012345"));
            default -> Hostile.next(random);
        };
    }

    JsonNode hostile() {
        return switch (random.nextInt(12)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 ->
                JSON.numberNode(oneOf(List.of(-1L, 0L, 101L, 1L << 31, 1L << 53, Long.MAX_VALUE, Long.MIN_VALUE)));
            case 3 -> JSON.numberNode(BigInteger.TEN.pow(40));
            case 4 ->
                JSON.numberNode(oneOf(List.of(new BigDecimal("1.5"), new BigDecimal("1e400"), new BigDecimal("-0.0"))));
            case 5 -> JSON.arrayNode();
            case 6 -> JSON.arrayNode().add(hostileText()).addNull().add(1);
            case 7 -> JSON.objectNode().put(hostileText(), 1);
            case 8 -> nested(random.nextInt(40));
            default -> JSON.textNode(hostileText());
        };
    }

    private static JsonNode nested(int depth) {
        JsonNode node = JSON.arrayNode();
        for (int at = 0; at < depth; at++) {
            node = JSON.arrayNode().add(node);
        }
        return node;
    }
}
