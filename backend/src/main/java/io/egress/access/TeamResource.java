package io.egress.access;

import io.egress.problem.ProblemDetails;
import io.egress.web.ETags;
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
import jakarta.ws.rs.POST;
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

@Path("/api/v1/teams")
@Produces({MediaType.APPLICATION_JSON, ProblemDetails.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Teams", description = "Who the installation serves; whatever there is belongs to one")
@SecurityRequirement(name = "token")
class TeamResource {
    private final Teams teams;

    TeamResource(Teams teams) {
        this.teams = teams;
    }

    @GET
    @RolesAllowed(Role.OPERATOR)
    @Operation(summary = "List the teams", description = "Of the whole installation. For the operator alone.")
    @APIResponse(responseCode = "200", description = "A page")
    public Page<TeamResponse> listTeams(
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
                                            enumeration = {"name", "-name", "createdAt", "-createdAt"}))
                    @QueryParam("sort")
                    String sort,
            @Parameter(description = "Stands in the name, whatever its case") @QueryParam("q") String q) {
        var query = new Parameters();
        var filter = new TeamFilter(query.text("q", q));
        return teams.page(filter, query.slice(limit, cursor, sort, TeamStore.SORTING, filter));
    }

    @POST
    @RolesAllowed(Role.OPERATOR)
    @Operation(
            summary = "Create a team",
            description = "It is empty. Its first admin is made by POST /users with its name.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TeamRequest.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = TeamResponse.class)))
    public Response createTeam(byte[] body, UriInfo uri) {
        var created = teams.create(StrictJson.object(body, TeamRequest.class));
        return Response.created(
                        uri.getAbsolutePathBuilder().path(created.name()).build())
                .entity(created)
                .tag(ETags.of(created.revision()))
                .build();
    }

    @GET
    @Path("{name}")
    @RolesAllowed(Role.OPERATOR)
    @Operation(summary = "Get a team", description = "For the operator alone.")
    @APIResponse(
            responseCode = "200",
            description = "The team",
            content = @Content(schema = @Schema(implementation = TeamResponse.class)))
    public Response getTeam(@PathParam("name") String name) {
        var found = teams.get(name);
        return Response.ok(found).tag(ETags.of(found.revision())).build();
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed(Role.OPERATOR)
    @Operation(
            summary = "Delete a team",
            description = "Refused with 409 while anything belongs to it, and for the operator's own team.")
    @APIResponse(responseCode = "204", description = "Gone")
    public void deleteTeam(@PathParam("name") String name, @HeaderParam("If-Match") String ifMatch) {
        teams.delete(name, ifMatch);
    }
}
