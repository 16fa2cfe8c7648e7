package io.egress.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.egress.problem.Problem;

/** Reads one JSON value of UTF-8 (RFC 8259 §8.1), no member twice and nothing after it. */
final class JsonText {
    private static final int DEEPEST = 20;
    private static final int LONGEST_NUMBER = 100;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonText() {}

    /** @throws Problem.Unreadable with the place where it can't be read */
    static JsonNode read(byte[] body) {
        if (body == null || body.length == 0) {
            throw new Problem.Unreadable("The body is empty; send JSON.");
        }
        try {
            return MAPPER.readTree(Utf8.text(body));
        } catch (StreamConstraintsException e) {
            throw new Problem.Unreadable("Nest at most %d deep and write numbers with at most %d characters."
                    .formatted(DEEPEST, LONGEST_NUMBER));
        } catch (StreamReadException e) {
            var place = e.getLocation();
            throw new Problem.Unreadable("Not JSON at line %d, column %d: %s."
                    .formatted(
                            place.getLineNr(),
                            place.getColumnNr(),
                            e.getMessage().startsWith("Duplicate field") ? "a member comes twice" : "unexpected text"));
        } catch (JsonProcessingException e) {
            throw new Problem.Unreadable("There is more after the JSON value.");
        }
    }
}
