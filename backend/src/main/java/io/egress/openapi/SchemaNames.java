package io.egress.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Names of schemas as clients' programmers would give them: TrunkPage, where a type's parameters make PageTrunkResponse; none
 * for a point in time.
 */
final class SchemaNames {
    private static final String PREFIX = "#/components/schemas/";
    private static final String INSTANT = "Instant";
    private static final Pattern PAGE = Pattern.compile("Page([A-Z].*?)(?:Response)?");

    private SchemaNames() {}

    static String inReference(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    static void improve(OpenAPI contract) {
        writeOutInstants(contract);
        var schemas = new LinkedHashMap<String, Schema>();
        contract.getComponents().getSchemas().forEach((name, schema) -> schemas.put(improved(name), schema));
        contract.getComponents().setSchemas(schemas);
        for (var placed : PlacedOperation.of(contract)) {
            placed.operation()
                    .getResponses()
                    .getAPIResponses()
                    .values()
                    .forEach(response -> improve(response.getContent()));
        }
    }

    private static void improve(Content content) {
        if (content == null) {
            return;
        }
        for (var media : content.getMediaTypes().values()) {
            var schema = media.getSchema();
            if (schema != null && schema.getRef() != null) {
                schema.setRef(PREFIX + improved(inReference(schema.getRef())));
            }
        }
    }

    private static void writeOutInstants(OpenAPI contract) {
        contract.getComponents().removeSchema(INSTANT);
        for (var schema : contract.getComponents().getSchemas().values()) {
            Optional.ofNullable(schema.getProperties()).orElse(Map.of()).values().stream()
                    .filter(property -> (PREFIX + INSTANT).equals(property.getRef()))
                    .forEach(property -> {
                        property.setRef(null);
                        property.setType(List.of(SchemaType.STRING));
                        property.setFormat("date-time");
                    });
        }
    }

    private static String improved(String name) {
        var page = PAGE.matcher(name);
        return page.matches() ? page.group(1) + "Page" : name;
    }
}
