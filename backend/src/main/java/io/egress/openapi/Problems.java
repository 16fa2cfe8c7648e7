package io.egress.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.egress.problem.ProblemDetails;
import io.egress.problem.ProblemType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** How error answers look: the same body for all, an example of each type that it can be. */
final class Problems {
    private static final JsonNode MEMBERS = Resources.json("problems.json").orElseThrow();

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(400, "BadRequest"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "NotFound"),
            Map.entry(412, "PreconditionFailed"),
            Map.entry(413, "ContentTooLarge"),
            Map.entry(415, "UnsupportedMediaType"),
            Map.entry(422, "UnprocessableContent"),
            Map.entry(503, "ServiceUnavailable"));

    private Problems() {}

    /** The name of the status (RFC 9110 §15). */
    static String name(int status) {
        return NAMES.get(status);
    }

    static Content content(OpenAPI contract, List<ProblemType> types) {
        var examples = new LinkedHashMap<String, Example>();
        types.forEach(type -> examples.put(
                type.slug(), Examples.shared(contract, "problem-" + type.slug(), type.title(), example(type))));
        return OASFactory.createContent()
                .addMediaType(
                        ProblemDetails.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref("Problem"))
                                .examples(examples));
    }

    private static JsonNode example(ProblemType type) {
        var example = JsonNodeFactory.instance
                .objectNode()
                .put("type", type.uri())
                .put("title", type.title())
                .put("status", type.status());
        MEMBERS.path(type.slug()).properties().forEach(member -> example.set(member.getKey(), member.getValue()));
        return example;
    }

    static Map<String, Header> headers(int status) {
        return switch (status) {
            case 401 ->
                Map.of(
                        "WWW-Authenticate",
                        header("How to sign in (RFC 6750)", SchemaType.STRING, "Bearer realm=\"egress\""));
            case 429, 503 ->
                Map.of("Retry-After", header("Seconds to wait before the next try", SchemaType.INTEGER, 5));
            default -> Map.of();
        };
    }

    static Header header(String description, SchemaType type, Object example) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().addType(type))
                .example(example);
    }
}
