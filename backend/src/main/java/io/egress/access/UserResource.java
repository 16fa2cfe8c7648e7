package io.egress.access;

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

@Path("/api/v1/users")
@Produces({MediaType.APPLICATION_JSON, ProblemDetails.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Users", description = "Who may sign in with a password")
@SecurityRequirement(name = "token")
class UserResource {
    private final Users users;

    UserResource(Users users) {
        this.users = users;
    }

    @GET
    @RolesAllowed(Role.ADMIN)
    @Operation(summary = "List the users", description = "Of the caller's team; the operator sees those of every team.")
    @APIResponse(responseCode = "200", description = "A page")
    public Page<UserResponse> listUsers(
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
                            description = "With - before it the list descends; ties go to the smaller user name",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            defaultValue = "username",
                                            enumeration = {
                                                "username",
                                                "-username",
                                                "name",
                                                "-name",
                                                "role",
                                                "-role",
                                                "team",
                                                "-team",
                                                "updatedAt",
                                                "-updatedAt"
                                            }))
                    @QueryParam("sort")
                    String sort,
            @Parameter(description = "Stands in the user name or name, whatever its case") @QueryParam("q") String q,
            @Parameter(description = "For the operator: of this team alone") @QueryParam("team") String team,
            @Parameter(
                            description = "Any of these",
                            schema =
                                    @Schema(
                                            type = SchemaType.ARRAY,
                                            implementation = String.class,
                                            enumeration = {"viewer", "editor", "admin"}))
                    @QueryParam("role")
                    List<String> role,
            @Parameter(description = "true: those who are kept out", schema = @Schema(type = SchemaType.BOOLEAN))
                    @QueryParam("disabled")
                    String disabled) {
        var query = new Parameters();
        var filter = new UserFilter(
                query.given("team", team),
                query.text("q", q),
                query.choices("role", role, Users.ROLES),
                query.flag("disabled", disabled));
        return users.page(filter, query.slice(limit, cursor, sort, UserStore.SORTING, filter));
    }

    @POST
    @RolesAllowed(Role.ADMIN)
    @Operation(
            summary = "Create a user",
            description = "Somebody who may sign in with a password, in one team, with one role.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = UserRequest.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = UserResponse.class)))
    public Response createUser(byte[] body, UriInfo uri) {
        var created = users.create(StrictJson.object(body, UserRequest.class));
        return Response.created(
                        uri.getAbsolutePathBuilder().path(created.username()).build())
                .entity(created)
                .tag(ETags.of(created.revision()))
                .build();
    }

    @GET
    @Path("{username}")
    @RolesAllowed(Role.ADMIN)
    @Operation(summary = "Get a user", description = "Nothing of the password is told but when it was set.")
    @APIResponse(
            responseCode = "200",
            description = "The user",
            content = @Content(schema = @Schema(implementation = UserResponse.class)))
    public Response getUser(@PathParam("username") String username) {
        var found = users.get(username);
        return Response.ok(found).tag(ETags.of(found.revision())).build();
    }

    @PUT
    @Path("{username}")
    @RolesAllowed(Role.ADMIN)
    @Operation(
            summary = "Replace or create a user",
            description = "A new password, or disabled, ends the user's sessions. "
                    + "The last admin of a team can't be demoted or disabled by anybody but the operator: 409.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = UserRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            content = @Content(schema = @Schema(implementation = UserResponse.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = UserResponse.class)))
    public Response replaceUser(
            @PathParam("username") String username,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam("If-None-Match") String ifNoneMatch,
            byte[] body) {
        var replaced = users.replace(username, StrictJson.object(body, UserRequest.class), ifMatch, ifNoneMatch);
        return Response.status(replaced.getValue() ? 201 : 200)
                .entity(replaced.getKey())
                .tag(ETags.of(replaced.getKey().revision()))
                .build();
    }

    @PATCH
    @Path("{username}")
    @RolesAllowed(Role.ADMIN)
    @Consumes(MergePatch.MEDIA_TYPE)
    @Operation(
            summary = "Change what is named",
            description = "JSON Merge Patch (RFC 7396): members that are left out "
                    + "stay, null removes. What holds for PUT holds for what comes of it.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = UserRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "Changed",
            content = @Content(schema = @Schema(implementation = UserResponse.class)))
    public Response patchUser(
            @PathParam("username") String username, @HeaderParam("If-Match") String ifMatch, byte[] body) {
        var changed = users.patch(username, StrictJson.patch(body, UserRequest.class), ifMatch);
        return Response.ok(changed).tag(ETags.of(changed.revision())).build();
    }

    @DELETE
    @Path("{username}")
    @RolesAllowed(Role.ADMIN)
    @Operation(
            summary = "Delete a user",
            description = "Ends the user's sessions. API tokens that the user made belong to "
                    + "the team and stay. The last admin of a team can't be deleted by anybody but the operator: 409.")
    @APIResponse(responseCode = "204", description = "Gone")
    public void deleteUser(@PathParam("username") String username, @HeaderParam("If-Match") String ifMatch) {
        users.delete(username, ifMatch);
    }

    @DELETE
    @Path("{username}/sessions")
    @RolesAllowed(Role.ADMIN)
    @Operation(summary = "Sign a user out everywhere", description = "Ends all browser sessions of the user.")
    @APIResponse(responseCode = "204", description = "The user has no session any more")
    public void endSessionsOfUser(@PathParam("username") String username) {
        users.endSessions(username);
    }
}
