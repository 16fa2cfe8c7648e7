package io.egress.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of one field.
 *
 * @param field its name in the API
 * @param from what it was; null: nothing, or not told
 * @param to what it is; null: nothing, or not told
 * @param added of a set of links, which are told by what came and went; null: nothing, or another field
 * @param removed likewise
 * @param changed true for a secret, of which nothing else is told; null for other fields
 */
@Schema(description = "What became of one field")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldChange(
        @Schema(required = true, description = "Its name in the API", examples = "priority")
        String field,

        @Schema(description = "What it was, as the API shows it; absent: there was nothing", examples = "50")
        Object from,

        @Schema(description = "What it is, as the API shows it; absent: there is nothing", examples = "60")
        Object to,

        @Schema(description = "Of links: those that came") List<String> added,
        @Schema(description = "Of links: those that went") List<String> removed,

        @Schema(description = "True: a secret was set, replaced or removed")
        Boolean changed) {

    static FieldChange of(String field, Object from, Object to) {
        return new FieldChange(field, from, to, null, null, null);
    }

    static FieldChange ofLinks(String field, Collection<String> added, Collection<String> removed) {
        return new FieldChange(field, null, null, told(added), told(removed), null);
    }

    private static List<String> told(Collection<String> links) {
        return links.isEmpty() ? null : List.copyOf(links);
    }

    /** That a secret was set, replaced or removed. */
    public static FieldChange ofSecret(String field) {
        return new FieldChange(field, null, null, null, null, true);
    }
}
