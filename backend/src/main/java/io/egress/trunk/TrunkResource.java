package io.egress.trunk;

import static io.egress.problem.ViolationCode.OUT_OF_RANGE;

import io.egress.problem.Problem;
import io.egress.problem.ProblemDetails;
import io.egress.problem.Violation;
import io.egress.web.ETags;
import io.egress.web.MergePatch;
import io.egress.web.Page;
import io.egress.web.Role;
import io.egress.web.StrictJson;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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
import java.util.List;
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
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Egress trunks", description = "Outbound SIP trunks, and the base numbers that they are linked to")
@SecurityRequirement(name = "token")
@APIResponse(responseCode = "default", description = "Why not (RFC 9457)", content = @Content(
        mediaType = ProblemDetails.MEDIA_TYPE, schema = @Schema(implementation = ProblemDetails.class)))
class TrunkResource {
    private static final int MOST_ATTEMPTS = 100;

    private final Trunks trunks;

    TrunkResource(Trunks trunks) {
        this.trunks = trunks;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @APIResponse(responseCode = "200", description = "A page, in the order of the trunk IDs")
    public Page<TrunkResponse> listEgressTrunks(@QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("cursor") String cursor, @QueryParam("q") String q) {
        return trunks.page(Page.Query.of(limit, cursor, q));
    }

    @POST
    @RolesAllowed(Role.EDITOR)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TrunkRequest.class)))
    @APIResponse(responseCode = "201", description = "Created",
            content = @Content(schema = @Schema(implementation = TrunkResponse.class)))
    public Response createEgressTrunk(byte[] body, UriInfo uri) {
        var created = trunks.create(StrictJson.object(body, TrunkRequest.class));
        return Response.created(uri.getAbsolutePathBuilder().path(created.trunkId()).build())
                .entity(created).tag(ETags.of(created.revision())).build();
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Path("{trunkId}")
    @APIResponse(responseCode = "200", description = "The trunk",
            content = @Content(schema = @Schema(implementation = TrunkResponse.class)))
    public Response getEgressTrunk(@PathParam("trunkId") String trunkId) {
        var found = trunks.get(trunkId);
        return Response.ok(found).tag(ETags.of(found.revision())).build();
    }

    @PUT
    @RolesAllowed(Role.EDITOR)
    @Path("{trunkId}")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TrunkRequest.class)))
    @APIResponse(responseCode = "200", description = "Replaced",
            content = @Content(schema = @Schema(implementation = TrunkResponse.class)))
    @APIResponse(responseCode = "201", description = "Created",
            content = @Content(schema = @Schema(implementation = TrunkResponse.class)))
    public Response replaceEgressTrunk(@PathParam("trunkId") String trunkId, @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("If-None-Match") String ifNoneMatch, byte[] body) {
        var replaced = trunks.replace(trunkId, StrictJson.object(body, TrunkRequest.class), ifMatch, ifNoneMatch);
        return Response.status(replaced.getValue() ? 201 : 200).entity(replaced.getKey())
                .tag(ETags.of(replaced.getKey().revision())).build();
    }

    @PATCH
    @RolesAllowed(Role.EDITOR)
    @Path("{trunkId}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(summary = "Change what is named", description = "JSON Merge Patch (RFC 7396): members that are left out "
            + "stay, null sets back to the default or removes, lists are replaced as a whole; then the rules of PUT "
            + "apply. Choosing another authMethod, transport, callerIdMode or numberFormat removes what has no meaning "
            + "beside it, such as the credentials of ip_only, unless the patch names it.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TrunkRequest.class)))
    @APIResponse(responseCode = "200", description = "Changed",
            content = @Content(schema = @Schema(implementation = TrunkResponse.class)))
    public Response patchEgressTrunk(@PathParam("trunkId") String trunkId, @HeaderParam("If-Match") String ifMatch,
            byte[] body) {
        var changed = trunks.patch(trunkId, StrictJson.patch(body, TrunkRequest.class), ifMatch);
        return Response.ok(changed).tag(ETags.of(changed.revision())).build();
    }

    @DELETE
    @RolesAllowed(Role.EDITOR)
    @Path("{trunkId}")
    @APIResponse(responseCode = "204", description = "Gone")
    public void deleteEgressTrunk(@PathParam("trunkId") String trunkId, @QueryParam("force") boolean force,
            @HeaderParam("If-Match") String ifMatch) {
        trunks.delete(trunkId, force, ifMatch);
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Path("{trunkId}/attempts")
    @APIResponse(responseCode = "200", description = "The last attempts to place calls over the trunk, newest first",
            content = @Content(mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(implementation = TrunkAttempts.class)))
    @APIResponse(responseCode = "503", description = "They can't be read at the moment",
            headers = @Header(name = "Retry-After", description = "Seconds",
                    schema = @Schema(implementation = int.class)),
            content = @Content(mediaType = ProblemDetails.MEDIA_TYPE,
                    schema = @Schema(implementation = ProblemDetails.class)))
    public TrunkAttempts listAttemptsOfEgressTrunk(@PathParam("trunkId") String trunkId,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100",
                    defaultValue = "20"))
            @QueryParam("limit") @DefaultValue("20") int limit) {
        if (limit < 1 || limit > MOST_ATTEMPTS) {
            throw new Problem.Unreadable(List.of(new Violation("/limit", OUT_OF_RANGE,
                    "Give a limit from 1 to " + MOST_ATTEMPTS + ".")));
        }
        return trunks.attempts(trunkId, limit);
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Path("{trunkId}/base-numbers")
    @APIResponse(responseCode = "200", description = "Linked base numbers")
    public List<String> listBaseNumbersOfEgressTrunk(@PathParam("trunkId") String trunkId) {
        return trunks.get(trunkId).baseNumbers();
    }

    @PUT
    @RolesAllowed(Role.EDITOR)
    @Path("{trunkId}/base-numbers")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = String[].class)))
    @APIResponse(responseCode = "200", description = "Linked base numbers")
    public List<String> setBaseNumbersOfEgressTrunk(@PathParam("trunkId") String trunkId, byte[] body) {
        return trunks.setNumbers(trunkId, StrictJson.texts(body));
    }

    @PUT
    @RolesAllowed(Role.EDITOR)
    @Path("{trunkId}/base-numbers/{number}")
    @Consumes(MediaType.WILDCARD)
    @APIResponse(responseCode = "204", description = "Linked")
    public void linkBaseNumber(@PathParam("trunkId") String trunkId, @PathParam("number") String number) {
        trunks.link(trunkId, number);
    }

    @DELETE
    @RolesAllowed(Role.EDITOR)
    @Path("{trunkId}/base-numbers/{number}")
    @APIResponse(responseCode = "204", description = "Not linked")
    public void unlinkBaseNumber(@PathParam("trunkId") String trunkId, @PathParam("number") String number) {
        trunks.unlink(trunkId, number);
    }
}
