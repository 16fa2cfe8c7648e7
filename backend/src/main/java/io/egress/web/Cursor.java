package io.egress.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The item before a page: where it stood, not how many came before it, so that a page begins right whatever comes and goes.
 *
 * @param list which list it is of: its order and filters
 * @param value of the key that it is sorted by; empty: the item has none
 */
record Cursor(String list, Optional<String> value, String id) {
    private static final JsonMapper MAPPER = new JsonMapper();

    String encoded() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MAPPER.writeValueAsBytes(Arrays.asList(list, value.orElse(null), id)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty for what no service of this product wrote. */
    static Optional<Cursor> decoded(String text) {
        try {
            var parts = MAPPER.readValue(Base64.getUrlDecoder().decode(text), String[].class);
            return parts != null && parts.length == 3 && parts[0] != null && parts[2] != null && isStorable(parts)
                    ? Optional.of(new Cursor(parts[0], Optional.ofNullable(parts[1]), parts[2]))
                    : Optional.empty();
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isStorable(String[] parts) {
        return Arrays.stream(parts).allMatch(part -> part == null || StrictJson.isStorable(part));
    }
}
