package io.egress.number;

import io.egress.problem.ProblemDetails;
import io.egress.web.ETags;
import io.egress.web.Link;
import io.egress.web.MergePatch;
import io.egress.web.Page;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/base-numbers")
@Produces({MediaType.APPLICATION_JSON, ProblemDetails.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Base numbers", description = "Numbers that calls come from, and the trunks that they go out over")
@SecurityRequirement(name = "token")
class BaseNumberResource {
    private final BaseNumbers numbers;
    private final LinkedTrunks trunks;

    BaseNumberResource(BaseNumbers numbers, LinkedTrunks trunks) {
        this.numbers = numbers;
        this.trunks = trunks;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Operation(
            summary = "List base numbers",
            description = "Base numbers that all filters fit, a page at a time. Pages stay "
                    + "right while numbers come and go: no number that stays is missed or comes twice. Names sort and are found "
                    + "whatever their case; numbers without one come last.")
    @APIResponse(responseCode = "200", description = "A page")
    public Page<BaseNumberResponse> listBaseNumbers(
            @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "500",
                                            defaultValue = "100"))
                    @QueryParam("limit")
                    String limit,
            @QueryParam("cursor") String cursor,
            @Parameter(
                            description = "With - before it the list descends; ties go to the smaller number",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            defaultValue = "number",
                                            enumeration = {
                                                "number",
                                                "-number",
                                                "name",
                                                "-name",
                                                "updatedAt",
                                                "-updatedAt"
                                            }))
                    @QueryParam("sort")
                    String sort,
            @Parameter(description = "Stands in the number or the name, whatever its case") @QueryParam("q") String q,
            @Parameter(description = "That it is linked to", example = "acme") @QueryParam("egressTrunk")
                    String egressTrunk,
            @Parameter(description = "true: it uses no trunk", schema = @Schema(type = SchemaType.BOOLEAN))
                    @QueryParam("unlinked")
                    String unlinked) {
        var query = new Parameters();
        var filter = new BaseNumberFilter(
                query.text("q", q), query.given("egressTrunk", egressTrunk), query.flag("unlinked", unlinked));
        return numbers.page(filter, query.slice(limit, cursor, sort, BaseNumberStore.SORTING, filter));
    }

    @POST
    @RolesAllowed(Role.EDITOR)
    @Operation(
            summary = "Create a base number",
            description = "Refused if there is one of this number already, of another team too.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = BaseNumberRequest.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = BaseNumberResponse.class)))
    public Response createBaseNumber(byte[] body, UriInfo uri) {
        var created = numbers.create(StrictJson.object(body, BaseNumberRequest.class));
        return Response.created(
                        uri.getAbsolutePathBuilder().path(created.number()).build())
                .entity(created)
                .tag(ETags.of(created.revision()))
                .build();
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Path("{number}")
    @Operation(summary = "Get a base number", description = "With its trunks in winning order.")
    @APIResponse(
            responseCode = "200",
            description = "The base number",
            content = @Content(schema = @Schema(implementation = BaseNumberResponse.class)))
    @APIResponse(responseCode = "304", description = "If-None-Match names its revision")
    public Response getBaseNumber(
            @PathParam("number") String number, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var found = numbers.get(number);
        return ETags.shown(found, found.revision(), ifNoneMatch);
    }

    @PUT
    @RolesAllowed(Role.EDITOR)
    @Path("{number}")
    @Operation(
            summary = "Replace or create a base number",
            description = "A name that is left out is removed; egressTrunks stay as they are.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = BaseNumberRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            content = @Content(schema = @Schema(implementation = BaseNumberResponse.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = BaseNumberResponse.class)))
    public Response replaceBaseNumber(
            @PathParam("number") String number,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            byte[] body) {
        var replaced = numbers.replace(number, StrictJson.object(body, BaseNumberRequest.class), ifMatch, ifNoneMatch);
        return Response.status(replaced.getValue() ? 201 : 200)
                .entity(replaced.getKey())
                .tag(ETags.of(replaced.getKey().revision()))
                .build();
    }

    @PATCH
    @RolesAllowed(Role.EDITOR)
    @Path("{number}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(
            summary = "Change what is named",
            description = "JSON Merge Patch (RFC 7396): members that are left out "
                    + "stay, null removes, egressTrunks is replaced as a whole; then the rules of PUT apply.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = BaseNumberRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = BaseNumberResponse.class)))
    public Response patchBaseNumber(
            @PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, byte[] body) {
        var changed = numbers.patch(number, StrictJson.patch(body, BaseNumberRequest.class), ifMatch);
        return Response.ok(changed).tag(ETags.of(changed.revision())).build();
    }

    @DELETE
    @RolesAllowed(Role.EDITOR)
    @Path("{number}")
    @Operation(
            summary = "Delete a base number",
            description = "Refused while trunks are linked to it, unless force is true.")
    @APIResponse(responseCode = "204", description = "Gone")
    public void deleteBaseNumber(
            @PathParam("number") String number,
            @Parameter(
                            description = "Delete it although it uses trunks",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("force")
                    String force,
            @HeaderParam("If-Match") String ifMatch) {
        var query = new Parameters();
        boolean forced = query.flag("force", force).orElse(false);
        query.throwIfAny();
        numbers.delete(number, forced, ifMatch);
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Path("{number}/egress-trunks")
    @Operation(
            summary = "List the trunks of a base number",
            description = "In winning order: by priority, then by trunkId.")
    @APIResponse(
            responseCode = "200",
            description = "All of them in winning order, with the base number's ETag",
            content = @Content(schema = @Schema(implementation = String[].class)))
    @APIResponse(responseCode = "304", description = "If-None-Match names the base number's revision")
    public Response listEgressTrunksOfBaseNumber(
            @PathParam("number") String number, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var linked = trunks.list(number);
        return ETags.shown(linked.part(), linked.revision(), ifNoneMatch);
    }

    @PUT
    @RolesAllowed(Role.EDITOR)
    @Path("{number}/egress-trunks")
    @Operation(
            summary = "Set the trunks of a base number",
            description =
                    "Links those that are named and unlinks all others. "
                            + "Their order is that of their priorities, however they are named. If-Match takes the base number's ETag.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = String[].class)))
    @APIResponse(
            responseCode = "200",
            description = "All of them in winning order, with the base number's ETag",
            content = @Content(schema = @Schema(implementation = String[].class)))
    public Response setEgressTrunksOfBaseNumber(
            @PathParam("number") String number, @HeaderParam("If-Match") String ifMatch, byte[] body) {
        var linked = trunks.set(number, StrictJson.texts(body), ifMatch);
        return Response.ok(linked.part()).tag(ETags.of(linked.revision())).build();
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Path("{number}/egress-trunks/{trunkId}")
    @Operation(summary = "Read one link", description = "404 if the base number does not use the trunk.")
    @APIResponse(
            responseCode = "200",
            description = "They are linked",
            content = @Content(schema = @Schema(implementation = Link.class)))
    @APIResponse(responseCode = "304", description = "If-None-Match names the base number's revision")
    public Response getLinkOfBaseNumber(
            @PathParam("number") String number,
            @PathParam("trunkId") String trunkId,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        var link = trunks.get(number, trunkId);
        return ETags.shown(link.part(), link.revision(), ifNoneMatch);
    }

    @PUT
    @RolesAllowed(Role.EDITOR)
    @Path("{number}/egress-trunks/{trunkId}")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Link a trunk",
            description = "Nothing happens if it is linked already. If-Match takes the base " + "number's ETag.")
    @APIResponse(responseCode = "204", description = "Linked, with the base number's ETag")
    public Response linkEgressTrunk(
            @PathParam("number") String number,
            @PathParam("trunkId") String trunkId,
            @HeaderParam("If-Match") String ifMatch) {
        return Response.noContent()
                .tag(ETags.of(trunks.link(number, trunkId, ifMatch)))
                .build();
    }

    @DELETE
    @RolesAllowed(Role.EDITOR)
    @Path("{number}/egress-trunks/{trunkId}")
    @Operation(
            summary = "Unlink a trunk",
            description = "Nothing happens if it is not linked. If-Match takes the base " + "number's ETag.")
    @APIResponse(responseCode = "204", description = "Not linked, with the base number's ETag")
    public Response unlinkEgressTrunk(
            @PathParam("number") String number,
            @PathParam("trunkId") String trunkId,
            @HeaderParam("If-Match") String ifMatch) {
        return Response.noContent()
                .tag(ETags.of(trunks.unlink(number, trunkId, ifMatch)))
                .build();
    }
}
