package io.egress.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The files under {@code resources/openapi}. */
final class Resources {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Resources() {}

    static Optional<String> text(String name) {
        try (var file = Resources.class.getResourceAsStream("/openapi/" + name)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<JsonNode> json(String name) {
        return text(name).map(text -> {
            try {
                return MAPPER.readTree(text);
            } catch (IOException e) {
                throw new UncheckedIOException(name + " is not JSON", e);
            }
        });
    }

    /** As the model of the contract takes values: maps, lists, texts, numbers. */
    static Object plain(JsonNode json) {
        return MAPPER.convertValue(json, Object.class);
    }
}
