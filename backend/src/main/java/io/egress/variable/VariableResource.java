package io.egress.variable;

import io.egress.problem.ProblemDetails;
import io.egress.web.ETags;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/variables")
@Produces({MediaType.APPLICATION_JSON, ProblemDetails.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Variables", description = "Texts and secrets of the team, which trunks name")
@SecurityRequirement(name = "token")
class VariableResource {
    private final Variables variables;

    VariableResource(Variables variables) {
        this.variables = variables;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Operation(
            summary = "List variables",
            description = "Variables that all filters fit, a page at a time. Pages stay right "
                    + "while variables come and go: none that stays is missed or comes twice.")
    @APIResponse(responseCode = "200", description = "A page")
    public Page<VariableResponse> listVariables(
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
                            description = "With - before it the list descends; ties go to the smaller name",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            defaultValue = "name",
                                            enumeration = {"name", "-name", "type", "-type", "updatedAt", "-updatedAt"
                                            }))
                    @QueryParam("sort")
                    String sort,
            @Parameter(description = "Stands in the name, whatever its case") @QueryParam("q") String q,
            @Parameter(
                            description = "Any of these",
                            schema =
                                    @Schema(
                                            type = SchemaType.ARRAY,
                                            implementation = String.class,
                                            enumeration = {"text", "secret"}))
                    @QueryParam("type")
                    List<String> type,
            @Parameter(description = "true: no trunk uses it", schema = @Schema(type = SchemaType.BOOLEAN))
                    @QueryParam("unused")
                    String unused) {
        var query = new Parameters();
        var filter = new VariableFilter(
                query.text("q", q), query.choices("type", type, Variables.TYPES), query.flag("unused", unused));
        return variables.page(filter, query.slice(limit, cursor, sort, VariableStore.SORTING, filter));
    }

    @POST
    @RolesAllowed(Role.EDITOR)
    @Operation(summary = "Create a variable", description = "Refused if the team has one of this name already.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = VariableRequest.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = VariableResponse.class)))
    public Response createVariable(byte[] body, UriInfo uri) {
        var created = variables.create(StrictJson.object(body, VariableRequest.class));
        return Response.created(
                        uri.getAbsolutePathBuilder().path(created.name()).build())
                .entity(created)
                .tag(ETags.of(created.revision()))
                .build();
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Path("{name}")
    @Operation(summary = "Get a variable", description = "The value of a secret is not told.")
    @APIResponse(
            responseCode = "200",
            description = "The variable",
            content = @Content(schema = @Schema(implementation = VariableResponse.class)))
    @APIResponse(
            responseCode = "304",
            description = "If-None-Match names its revision; days left and users may be others")
    public Response getVariable(@PathParam("name") String name, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var found = variables.get(name);
        return ETags.shown(found, found.revision(), ifNoneMatch);
    }

    @PUT
    @RolesAllowed(Role.EDITOR)
    @Path("{name}")
    @Operation(
            summary = "Replace or create a variable",
            description = "A value that is left out stays as it is. Trunks that use the variable change with it.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = VariableRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            content = @Content(schema = @Schema(implementation = VariableResponse.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = VariableResponse.class)))
    public Response replaceVariable(
            @PathParam("name") String name,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            byte[] body) {
        var replaced = variables.replace(name, StrictJson.object(body, VariableRequest.class), ifMatch, ifNoneMatch);
        return Response.status(replaced.getValue() ? 201 : 200)
                .entity(replaced.getKey())
                .tag(ETags.of(replaced.getKey().revision()))
                .build();
    }

    @PATCH
    @RolesAllowed(Role.EDITOR)
    @Path("{name}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(
            summary = "Change what is named",
            description = "JSON Merge Patch (RFC 7396): members that are left out "
                    + "stay; none can be removed. A new value changes the trunks that use the variable, as with PUT.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = VariableRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = VariableResponse.class)))
    public Response patchVariable(
            @PathParam("name") String name, @HeaderParam("If-Match") String ifMatch, byte[] body) {
        var changed = variables.patch(name, StrictJson.patch(body, VariableRequest.class), ifMatch);
        return Response.ok(changed).tag(ETags.of(changed.revision())).build();
    }

    @DELETE
    @RolesAllowed(Role.EDITOR)
    @Path("{name}")
    @Operation(summary = "Delete a variable", description = "Refused while trunks use it.")
    @APIResponse(responseCode = "204", description = "Gone")
    public void deleteVariable(@PathParam("name") String name, @HeaderParam("If-Match") String ifMatch) {
        variables.delete(name, ifMatch);
    }
}
