package io.egress.number;

import io.egress.problem.ProblemDetails;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/base-numbers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Base numbers", description = "Numbers that calls come from, and the trunks that they go out over")
@SecurityRequirement(name = "token")
@APIResponse(responseCode = "default", description = "Why not (RFC 9457)", content = @Content(
        mediaType = ProblemDetails.MEDIA_TYPE, schema = @Schema(implementation = ProblemDetails.class)))
class BaseNumberResource {
    private final BaseNumbers numbers;

    BaseNumberResource(BaseNumbers numbers) {
        this.numbers = numbers;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @APIResponse(responseCode = "200", description = "A page, in the order of the numbers")
    public Page<BaseNumberResponse> listBaseNumbers(@QueryParam("limit") @DefaultValue("100") int limit,
            @QueryParam("cursor") String cursor, @QueryParam("q") String q) {
        return numbers.page(Page.Query.of(limit, cursor, q));
    }

    @POST
    @RolesAllowed(Role.EDITOR)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = BaseNumberRequest.class)))
    @APIResponse(responseCode = "201", description = "Created",
            content = @Content(schema = @Schema(implementation = BaseNumberResponse.class)))
    public Response createBaseNumber(byte[] body, UriInfo uri) {
        var created = numbers.create(StrictJson.object(body, BaseNumberRequest.class));
        return Response.created(uri.getAbsolutePathBuilder().path(created.number()).build())
                .entity(created).tag(ETags.of(created.revision())).build();
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Path("{number}")
    @APIResponse(responseCode = "200", description = "The base number",
            content = @Content(schema = @Schema(implementation = BaseNumberResponse.class)))
    public Response getBaseNumber(@PathParam("number") String number) {
        var found = numbers.get(number);
        return Response.ok(found).tag(ETags.of(found.revision())).build();
    }

    @PUT
    @RolesAllowed(Role.EDITOR)
    @Path("{number}")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = BaseNumberRequest.class)))
    @APIResponse(responseCode = "200", description = "Replaced",
            content = @Content(schema = @Schema(implementation = BaseNumberResponse.class)))
    @APIResponse(responseCode = "201", description = "Created",
            content = @Content(schema = @Schema(implementation = BaseNumberResponse.class)))
    public Response replaceBaseNumber(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("If-None-Match") String ifNoneMatch, byte[] body) {
        var replaced = numbers.replace(number, StrictJson.object(body, BaseNumberRequest.class), ifMatch, ifNoneMatch);
        return Response.status(replaced.getValue() ? 201 : 200).entity(replaced.getKey())
                .tag(ETags.of(replaced.getKey().revision())).build();
    }

    @PATCH
    @RolesAllowed(Role.EDITOR)
    @Path("{number}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(summary = "Change what is named", description = "JSON Merge Patch (RFC 7396): members that are left out "
            + "stay, null removes, egressTrunks is replaced as a whole; then the rules of PUT apply.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = BaseNumberRequest.class)))
    @APIResponse(responseCode = "200", description = "Changed",
            content = @Content(schema = @Schema(implementation = BaseNumberResponse.class)))
    public Response patchBaseNumber(@PathParam("number") String number, @HeaderParam("If-Match") String ifMatch,
            byte[] body) {
        var changed = numbers.patch(number, StrictJson.patch(body, BaseNumberRequest.class), ifMatch);
        return Response.ok(changed).tag(ETags.of(changed.revision())).build();
    }

    @DELETE
    @RolesAllowed(Role.EDITOR)
    @Path("{number}")
    @APIResponse(responseCode = "204", description = "Gone")
    public void deleteBaseNumber(@PathParam("number") String number, @QueryParam("force") boolean force,
            @HeaderParam("If-Match") String ifMatch) {
        numbers.delete(number, force, ifMatch);
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Path("{number}/egress-trunks")
    @APIResponse(responseCode = "200", description = "Linked trunks in winning order")
    public List<String> listEgressTrunksOfBaseNumber(@PathParam("number") String number) {
        return numbers.get(number).egressTrunks();
    }

    @PUT
    @RolesAllowed(Role.EDITOR)
    @Path("{number}/egress-trunks")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = String[].class)))
    @APIResponse(responseCode = "200", description = "Linked trunks in winning order")
    public List<String> setEgressTrunksOfBaseNumber(@PathParam("number") String number, byte[] body) {
        return numbers.setTrunks(number, StrictJson.texts(body));
    }

    @PUT
    @RolesAllowed(Role.EDITOR)
    @Path("{number}/egress-trunks/{trunkId}")
    @Consumes(MediaType.WILDCARD)
    @APIResponse(responseCode = "204", description = "Linked")
    public void linkEgressTrunk(@PathParam("number") String number, @PathParam("trunkId") String trunkId) {
        numbers.link(number, trunkId);
    }

    @DELETE
    @RolesAllowed(Role.EDITOR)
    @Path("{number}/egress-trunks/{trunkId}")
    @APIResponse(responseCode = "204", description = "Not linked")
    public void unlinkEgressTrunk(@PathParam("number") String number, @PathParam("trunkId") String trunkId) {
        numbers.unlink(number, trunkId);
    }
}
