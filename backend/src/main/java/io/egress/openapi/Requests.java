package io.egress.openapi;

import java.util.Optional;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Requests are read strictly: an object with a member that the operation does not know is refused, and the contract says so. */
final class Requests {
    private Requests() {}

    static void close(OpenAPI contract) {
        for (var placed : PlacedOperation.of(contract)) {
            placed.request().flatMap(content -> content.getMediaTypes().values().stream())
                    .flatMap(media -> Optional.ofNullable(media.getSchema()).stream())
                    .map(schema -> resolved(contract, schema))
                    .filter(schema -> schema.getProperties() != null)
                    .forEach(schema -> schema.setAdditionalPropertiesBoolean(false));
        }
    }

    private static Schema resolved(OpenAPI contract, Schema schema) {
        return schema.getRef() == null
                ? schema
                : contract.getComponents().getSchemas().get(SchemaNames.inReference(schema.getRef()));
    }
}
