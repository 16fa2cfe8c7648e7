package io.egress.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What became of one field.
 *
 * @param field its name in the API
 * @param from what it was; null: nothing, or not told
 * @param to what it is; null: nothing, or not told
 * @param added of a set of links, which are told by what came and went; null for other fields
 * @param removed likewise
 * @param changed true for a secret, of which nothing else is told; null for other fields
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldChange(String field, Object from, Object to, List<String> added, List<String> removed,
        Boolean changed) {

    static FieldChange of(String field, Object from, Object to) {
        return new FieldChange(field, from, to, null, null, null);
    }

    /** That a secret was set, replaced or removed. */
    public static FieldChange ofSecret(String field) {
        return new FieldChange(field, null, null, null, null, true);
    }
}
