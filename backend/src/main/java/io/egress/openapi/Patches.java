package io.egress.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * A merge patch (RFC 7396) has the members of the whole request, none of them required and none with a default: TrunkPatch
 * beside TrunkRequest. Null removes what the whole may go without.
 */
final class Patches {
    private static final String MEDIA_TYPE = "application/merge-patch+json";
    private static final String WHOLE = "Request";
    private static final String PATCH = "Patch";

    private Patches() {}

    static void derive(OpenAPI contract) {
        for (var placed : PlacedOperation.of(contract)) {
            placed.request()
                    .map(content -> content.getMediaType(MEDIA_TYPE))
                    .filter(media -> media != null)
                    .forEach(media -> derive(contract, media, placed));
        }
    }

    private static void derive(OpenAPI contract, MediaType media, PlacedOperation placed) {
        var whole = SchemaNames.inReference(media.getSchema().getRef());
        var name = whole.substring(0, whole.length() - WHOLE.length()) + PATCH;
        var schemas = contract.getComponents().getSchemas();
        if (!schemas.containsKey(name)) {
            contract.getComponents().addSchema(name, patch(schemas.get(whole), placed));
        }
        media.setSchema(OASFactory.createSchema().ref(name));
    }

    private static Schema patch(Schema whole, PlacedOperation placed) {
        var kept = new ArrayList<>(Optional.ofNullable(whole.getRequired()).orElse(List.of()));
        placed.parameters().stream()
                .filter(parameter -> parameter.getIn() == Parameter.In.PATH)
                .forEach(key -> kept.add(key.getName()));
        var patch = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("What shall change: members that are left out stay, null removes");
        for (Map.Entry<String, Schema> member : whole.getProperties().entrySet()) {
            patch.addProperty(member.getKey(), member(member.getValue(), !kept.contains(member.getKey())));
        }
        return patch;
    }

    private static Schema member(Schema of, boolean isNullable) {
        var types = new ArrayList<>(of.getType());
        var values = of.getEnumeration() == null ? null : new ArrayList<>(of.getEnumeration());
        if (isNullable) {
            types.add(SchemaType.NULL);
            if (values != null) {
                values.add(null);
            }
        }
        return OASFactory.createSchema()
                .type(types)
                .enumeration(values)
                .format(of.getFormat())
                .items(of.getItems())
                .pattern(of.getPattern())
                .minLength(of.getMinLength())
                .maxLength(of.getMaxLength())
                .minItems(of.getMinItems())
                .maxItems(of.getMaxItems())
                .minimum(of.getMinimum())
                .maximum(of.getMaximum())
                .description(of.getDescription())
                .examples(of.getExamples())
                .writeOnly(of.getWriteOnly())
                .extensions(of.getExtensions());
    }
}
