package io.egress.trunk;

import io.egress.problem.ProblemDetails;
import io.egress.web.ETags;
import io.egress.web.Link;
import io.egress.web.MergePatch;
import io.egress.web.Parameters;
import io.egress.web.Role;
import io.egress.web.StrictJson;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/egress-trunks")
@Produces({MediaType.APPLICATION_JSON, ProblemDetails.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Egress trunks", description = "Outbound SIP trunks, and the base numbers that they are linked to")
@SecurityRequirement(name = "token")
class TrunkResource {
    private static final int MOST_ATTEMPTS = 100;
    private static final int USUAL_ATTEMPTS = 20;

    private final Trunks trunks;
    private final TrunkResponses responses;
    private final LinkedNumbers numbers;

    TrunkResource(Trunks trunks, TrunkResponses responses, LinkedNumbers numbers) {
        this.trunks = trunks;
        this.responses = responses;
        this.numbers = numbers;
    }

    @POST
    @RolesAllowed(Role.EDITOR)
    @Operation(
            summary = "Create a trunk",
            description = "Refused if there is one of this trunkId already, of another team too. An enabled trunk "
                    + "takes calls a moment later.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TrunkRequest.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = TrunkResponse.class)))
    public Response createEgressTrunk(byte[] body, UriInfo uri) {
        var created = responses.of(trunks.create(StrictJson.object(body, TrunkRequest.class)));
        return Response.created(
                        uri.getAbsolutePathBuilder().path(created.trunkId()).build())
                .entity(created)
                .tag(ETags.of(created.revision()))
                .build();
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Path("{trunkId}")
    @Operation(summary = "Get a trunk", description = "With where it is in force, and what it does there.")
    @APIResponse(
            responseCode = "200",
            description = "The trunk",
            content = @Content(schema = @Schema(implementation = TrunkResponse.class)))
    @APIResponse(responseCode = "304", description = "If-None-Match names its revision; its status may be another")
    public Response getEgressTrunk(
            @PathParam("trunkId") String trunkId, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var found = trunks.get(trunkId);
        return ETags.shown(found, found.revision(), ifNoneMatch);
    }

    @PUT
    @RolesAllowed(Role.EDITOR)
    @Path("{trunkId}")
    @Operation(
            summary = "Replace or create a trunk",
            description = "What is left out is set to its default; authPass and baseNumbers stay as they are. Calls "
                    + "that run end as they began.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TrunkRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            content = @Content(schema = @Schema(implementation = TrunkResponse.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = TrunkResponse.class)))
    public Response replaceEgressTrunk(
            @PathParam("trunkId") String trunkId,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            byte[] body) {
        var replaced = trunks.replace(trunkId, StrictJson.object(body, TrunkRequest.class), ifMatch, ifNoneMatch);
        var trunk = responses.of(replaced.getKey());
        return Response.status(replaced.getValue() ? 201 : 200)
                .entity(trunk)
                .tag(ETags.of(trunk.revision()))
                .build();
    }

    @PATCH
    @RolesAllowed(Role.EDITOR)
    @Path("{trunkId}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(
            summary = "Change what is named",
            description = "JSON Merge Patch (RFC 7396): members that are left out "
                    + "stay, null sets back to the default or removes, lists are replaced as a whole; then the rules of PUT "
                    + "apply. Choosing another authMethod, transport, callerIdMode or numberFormat removes what has no meaning "
                    + "beside it, such as the credentials of ip_only, unless the patch names it.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TrunkRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = TrunkResponse.class)))
    public Response patchEgressTrunk(
            @PathParam("trunkId") String trunkId, @HeaderParam("If-Match") String ifMatch, byte[] body) {
        var changed = responses.of(trunks.patch(trunkId, StrictJson.patch(body, TrunkRequest.class), ifMatch));
        return Response.ok(changed).tag(ETags.of(changed.revision())).build();
    }

    @DELETE
    @RolesAllowed(Role.EDITOR)
    @Path("{trunkId}")
    @Operation(
            summary = "Delete a trunk",
            description = "Refused while base numbers are linked to it, unless force is true. Calls that run end as "
                    + "they began.")
    @APIResponse(responseCode = "204", description = "Gone")
    public void deleteEgressTrunk(
            @PathParam("trunkId") String trunkId,
            @Parameter(
                            description = "Delete it although base numbers use it",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("force")
                    String force,
            @HeaderParam("If-Match") String ifMatch) {
        var query = new Parameters();
        boolean forced = query.flag("force", force).orElse(false);
        query.throwIfAny();
        trunks.delete(trunkId, forced, ifMatch);
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Path("{trunkId}/attempts")
    @Operation(
            summary = "List the last attempts to call over a trunk",
            description = "The newest first, over all proxies; one is told when it has ended.")
    @APIResponse(
            responseCode = "200",
            description = "The last attempts to place calls over the trunk, newest first",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TrunkAttempts.class)))
    @APIResponse(
            responseCode = "503",
            description = "They can't be read at the moment",
            headers =
                    @Header(
                            name = "Retry-After",
                            description = "Seconds",
                            schema = @Schema(implementation = int.class)),
            content =
                    @Content(
                            mediaType = ProblemDetails.MEDIA_TYPE,
                            schema = @Schema(implementation = ProblemDetails.class)))
    public TrunkAttempts listAttemptsOfEgressTrunk(
            @PathParam("trunkId") String trunkId,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
                    @QueryParam("limit")
                    String limit) {
        var query = new Parameters();
        int most = query.number("limit", limit, 1, MOST_ATTEMPTS, USUAL_ATTEMPTS);
        query.throwIfAny();
        return trunks.attempts(trunkId, most);
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Path("{trunkId}/base-numbers")
    @Operation(summary = "List the base numbers of a trunk", description = "In the order of the numbers.")
    @APIResponse(
            responseCode = "200",
            description = "All of them, sorted, with the trunk's ETag",
            content = @Content(schema = @Schema(implementation = String[].class)))
    @APIResponse(responseCode = "304", description = "If-None-Match names the trunk's revision")
    public Response listBaseNumbersOfEgressTrunk(
            @PathParam("trunkId") String trunkId, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var linked = numbers.list(trunkId);
        return ETags.shown(linked.part(), linked.revision(), ifNoneMatch);
    }

    @PUT
    @RolesAllowed(Role.EDITOR)
    @Path("{trunkId}/base-numbers")
    @Operation(
            summary = "Set the base numbers of a trunk",
            description = "Links those that are named and unlinks all others. If-Match takes the trunk's ETag.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = String[].class)))
    @APIResponse(
            responseCode = "200",
            description = "All of them, sorted, with the trunk's ETag",
            content = @Content(schema = @Schema(implementation = String[].class)))
    public Response setBaseNumbersOfEgressTrunk(
            @PathParam("trunkId") String trunkId, @HeaderParam("If-Match") String ifMatch, byte[] body) {
        var linked = numbers.set(trunkId, StrictJson.texts(body), ifMatch);
        return Response.ok(linked.part()).tag(ETags.of(linked.revision())).build();
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Path("{trunkId}/base-numbers/{number}")
    @Operation(summary = "Read one link", description = "404 if the base number does not use the trunk.")
    @APIResponse(
            responseCode = "200",
            description = "They are linked",
            content = @Content(schema = @Schema(implementation = Link.class)))
    @APIResponse(responseCode = "304", description = "If-None-Match names the trunk's revision")
    public Response getLinkOfEgressTrunk(
            @PathParam("trunkId") String trunkId,
            @PathParam("number") String number,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        var link = numbers.get(trunkId, number);
        return ETags.shown(link.part(), link.revision(), ifNoneMatch);
    }

    @PUT
    @RolesAllowed(Role.EDITOR)
    @Path("{trunkId}/base-numbers/{number}")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Link a base number",
            description = "Nothing happens if it is linked already. If-Match takes the " + "trunk's ETag.")
    @APIResponse(responseCode = "204", description = "Linked, with the trunk's ETag")
    public Response linkBaseNumber(
            @PathParam("trunkId") String trunkId,
            @PathParam("number") String number,
            @HeaderParam("If-Match") String ifMatch) {
        return Response.noContent()
                .tag(ETags.of(numbers.link(trunkId, number, ifMatch)))
                .build();
    }

    @DELETE
    @RolesAllowed(Role.EDITOR)
    @Path("{trunkId}/base-numbers/{number}")
    @Operation(
            summary = "Unlink a base number",
            description = "Nothing happens if it is not linked. If-Match takes the " + "trunk's ETag.")
    @APIResponse(responseCode = "204", description = "Not linked, with the trunk's ETag")
    public Response unlinkBaseNumber(
            @PathParam("trunkId") String trunkId,
            @PathParam("number") String number,
            @HeaderParam("If-Match") String ifMatch) {
        return Response.noContent()
                .tag(ETags.of(numbers.unlink(trunkId, number, ifMatch)))
                .build();
    }
}
