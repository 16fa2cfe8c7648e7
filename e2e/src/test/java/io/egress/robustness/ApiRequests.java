package io.egress.robustness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.egress.contract.Contract;
import io.egress.contract.Contract.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/** Requests made of the contract: right, nearly right and hostile ones for every operation, parameter, header and body. */
final class ApiRequests {
    // Halves of surrogate pairs are legal in JSON as escapes alone.
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final List<String> METHODS =
            List.of("GET", "PUT", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PURGE");
    private static final List<String> MEDIA_TYPES = List.of(
            "text/plain",
            "application/xml",
            "application/json; charset=utf-16",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "application/json-patch+json",
            "json",
            "*/*",
            "application/problem+json",
            "application/json;q=0",
            "text/html",
            "text/event-stream",
            "");
    private static final List<String> RAW_BODIES = List.of(
            "",
            "{",
            "}",
            "[",
            "null",
            "\"",
            "{}",
            "[]",
            "0",
            "tru",
            "{}{}",
            "{\"name\":1,\"name\":2}",
            "[".repeat(5_000),
            "{\"a\":".repeat(2_000),
            "\ufeff{}",
            "{\"a\":1e999999999}",
            "{\"priority\":0x10}",
            "{'a':1}",
            "{\"a\":\"\\ud800\"}",
            "{\"a\":\"\\u0000\"}",
            "{\"__proto__\":{}}",
            "// {}",
            "\u0000");
    private static final List<String> RAW_PATH_PARTS = List.of(
            "%",
            "%zz",
            "%00",
            "%ff%fe",
            "%C0%AF",
            "%2F",
            "..",
            "%2e%2e",
            ".",
            ";x=1",
            "a;b=c",
            "",
            "a%0d%0ab",
            "{trunkId}",
            "*",
            "~",
            "a+b",
            "%F0%9F%98%80");

    private final Contract contract;
    private final List<Operation> operations;
    private final List<String> credentials;
    private final TreeSet<String> keys;
    private final long seed;

    /** @param credentials values of Authorization, of all kinds of callers */
    ApiRequests(Contract contract, List<String> credentials, long seed) {
        this.contract = contract;
        this.operations = contract.operations();
        this.credentials = credentials;
        this.keys = ApiValues.keys(contract);
        this.seed = seed;
    }

    /** The same for the same number. */
    ApiRequest get(int number) {
        var random = new Random(seed * 1_000_003 + number);
        return new Draft(new ApiValues(contract, keys, random), random).request();
    }

    /** One request while it is made. */
    private final class Draft {
        private final ApiValues values;
        private final Random random;
        private final List<Map.Entry<String, String>> headers = new ArrayList<>();
        private final StringBuilder query = new StringBuilder();
        private String path;
        private boolean isOdd;

        private Draft(ApiValues values, Random random) {
            this.values = values;
            this.random = random;
        }

        private ApiRequest request() {
            var operation = values.oneOf(operations);
            path = operation.path();
            // Most callers may do it, so that more is tried than refusals.
            if (values.chance(0.95)) {
                headers.add(Map.entry(
                        "Authorization", values.chance(0.85) ? credentials.get(0) : values.oneOf(credentials)));
            }
            operation.spec().path("parameters").forEach(parameter -> add(contract.resolved(parameter)));
            if (values.chance(0.05)) {
                add(values.hostileText(), values.hostileText());
            }
            if (values.chance(0.1)) {
                headers.add(Map.entry("Accept", values.oneOf(MEDIA_TYPES)));
            }
            if (values.chance(0.05)) {
                // Not X-Forwarded-For: the proxy in front writes it, and the service believes nobody else.
                headers.add(Map.entry(
                        values.oneOf(List.of(
                                "X-Request-Id",
                                "Last-Event-ID",
                                "Content-Encoding",
                                "X-CSRF-Token",
                                "Accept-Language",
                                "Range",
                                "If-Modified-Since",
                                "Cookie",
                                "Origin")),
                        visible(values.hostileText())));
            }
            var body = body(operation.spec().path("requestBody").path("content"));
            var method = operation.method().toUpperCase(Locale.ROOT);
            if (values.chance(0.03)) {
                method = values.oneOf(METHODS);
            }
            return new ApiRequest(placed(method, operation), isOdd, method, path + query, headers, body);
        }

        /** Another method may be another operation of the same path. */
        private Optional<Operation> placed(String method, Operation drawn) {
            return isOdd
                    ? Optional.empty()
                    : operations.stream()
                            .filter(other -> other.path().equals(drawn.path())
                                    && other.method().equalsIgnoreCase(method))
                            .findFirst();
        }

        private void add(JsonNode parameter) {
            var name = parameter.get("name").asText();
            switch (parameter.get("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", part(parameter));
                case "query" -> {
                    if (values.chance(0.3)) {
                        add(name, values.chance(0.7) ? text(parameter) : values.hostileText());
                    }
                }
                default -> {
                    if (values.chance(0.3)) {
                        headers.add(
                                Map.entry(name, visible(values.chance(0.7) ? text(parameter) : values.hostileText())));
                    }
                }
            }
        }

        private String part(JsonNode parameter) {
            if (values.chance(0.02)) {
                isOdd = true;
                return values.oneOf(RAW_PATH_PARTS);
            }
            var text = values.chance(0.95) ? text(parameter) : values.hostileText();
            isOdd |= text.isBlank() || text.contains("/") || text.contains("\0");
            return encoded(text);
        }

        private String text(JsonNode parameter) {
            return parameter.has("example")
                    ? values.varied(parameter.get("example")).asText()
                    : values.fitting(parameter.get("schema"), 0).asText();
        }

        private void add(String name, String value) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(encoded(name))
                    .append('=')
                    .append(encoded(value));
        }

        private byte[] body(JsonNode content) {
            if (content.isEmpty()) {
                return values.chance(0.98) ? null : values.oneOf(RAW_BODIES).getBytes(StandardCharsets.UTF_8);
            }
            var types = new ArrayList<String>();
            content.fieldNames().forEachRemaining(types::add);
            var type = values.oneOf(types);
            if (values.chance(0.98)) {
                headers.add(Map.entry("Content-Type", values.chance(0.97) ? type : values.oneOf(MEDIA_TYPES)));
            }
            return bytes(type, content.get(type));
        }

        private byte[] bytes(String type, JsonNode media) {
            if (values.chance(0.06)) {
                return values.oneOf(RAW_BODIES).getBytes(StandardCharsets.UTF_8);
            }
            var json = values.chance(0.7)
                    ? values.varied(example(media))
                    : values.chance(0.9) ? values.fitting(media.get("schema"), 0) : values.hostile();
            if (json instanceof ObjectNode object && values.chance(0.5)) {
                for (int count = 1 + random.nextInt(3); count > 0; count--) {
                    values.spoil(object, media.get("schema"));
                }
            }
            return maimed(type.endsWith("json") ? written(json) : json.asText().getBytes(StandardCharsets.UTF_8));
        }

        private JsonNode example(JsonNode media) {
            return media.has("example")
                    ? media.get("example")
                    : contract.resolved(media.get("examples").iterator().next()).get("value");
        }

        private byte[] maimed(byte[] bytes) {
            if (bytes.length > 0 && values.chance(0.03)) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            return values.chance(0.02) ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
        }

        private static byte[] written(JsonNode json) {
            try {
                return JSON.writeValueAsBytes(json);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Percent-encoded, whatever it is. */
    private static String encoded(String text) {
        var encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = octet >= 'a' && octet <= 'z'
                    || octet >= 'A' && octet <= 'Z'
                    || octet >= '0' && octet <= '9'
                    || "-._~".indexOf(octet) >= 0;
            encoded.append(isPlain ? String.valueOf((char) octet) : "%%%02X".formatted(octet & 0xff));
        }
        return encoded.toString();
    }

    /** What may stand in a header (RFC 9110 §5.5), and is not too long for one. */
    private static String visible(String text) {
        var visible = text.replaceAll("[^\\x20-\\x7e\\x80-\\xff]", "").strip();
        return visible.substring(0, Math.min(visible.length(), 2_000));
    }
}
