package io.egress.problem;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Explains every problem type at the path that its URI names (RFC 9457 §3.1.1). */
@Path(ProblemType.PATH)
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML})
@PermitAll
@Tag(name = "Problems", description = "What the types of error answers mean")
@SecurityRequirements
class ProblemResource {
    private static final List<Variant> VARIANTS = Variant.mediaTypes(
                    MediaType.APPLICATION_JSON_TYPE, MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
            .build();

    @GET
    @Operation(summary = "List the problem types", description = "Every type that an error answer can have.")
    @APIResponse(
            responseCode = "200",
            description = "Every problem type",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.ARRAY, implementation = Explanation.class)),
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class))
            })
    public Response listProblemTypes(Request request) {
        var explanations =
                Arrays.stream(ProblemType.values()).map(Explanation::of).toList();
        return answer(request, explanations, ExplanationPage.of(explanations));
    }

    @GET
    @Path("{slug}")
    @Operation(summary = "Explain a problem type", description = "What the type means and what to do about it.")
    @APIResponse(
            responseCode = "200",
            description = "What the type means",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Explanation.class)),
                @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class))
            })
    public Response getProblemType(@PathParam("slug") String slug, Request request) {
        var explanation = ProblemType.of(slug)
                .map(Explanation::of)
                .orElseThrow(() -> new Problem.NotFound("There is no such problem type; GET /problems lists them."));
        return answer(request, explanation, ExplanationPage.of(explanation));
    }

    private static Response answer(Request request, Object data, String page) {
        var variant = request.selectVariant(VARIANTS);
        boolean isPage = variant != null && variant.getMediaType().isCompatible(MediaType.TEXT_HTML_TYPE);
        return Response.ok(isPage ? page : data)
                .type(isPage ? variant.getMediaType() : MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }
}
