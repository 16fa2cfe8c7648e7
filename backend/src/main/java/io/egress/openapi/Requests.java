package io.egress.openapi;

import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Requests are read strictly: an object with a member that the operation does not know is refused, and the contract says so. */
final class Requests {
    private Requests() {}

    static void close(OpenAPI contract) {
        for (var placed : PlacedOperation.of(contract)) {
            placed.request()
                    .flatMap(content -> content.getMediaTypes().values().stream())
                    .flatMap(media -> Stream.ofNullable(media.getSchema()))
                    .forEach(schema -> close(contract, schema));
        }
    }

    /** Objects within it too. */
    private static void close(OpenAPI contract, Schema schema) {
        var resolved = resolved(contract, schema);
        if (resolved.getProperties() != null) {
            resolved.setAdditionalPropertiesBoolean(false);
            resolved.getProperties().values().forEach(member -> close(contract, member));
        }
    }

    private static Schema resolved(OpenAPI contract, Schema schema) {
        return schema.getRef() == null
                ? schema
                : contract.getComponents().getSchemas().get(SchemaNames.inReference(schema.getRef()));
    }
}
