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

@Path("/api/v1/tokens")
@Produces({MediaType.APPLICATION_JSON, ProblemDetails.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "API tokens", description = "How scripts come in")
@SecurityRequirement(name = "token")
class TokenResource {
    private final Tokens tokens;

    TokenResource(Tokens tokens) {
        this.tokens = tokens;
    }

    @GET
    @RolesAllowed(Role.ADMIN)
    @Operation(summary = "List the API tokens", description = "Of the caller's team, expired ones too.")
    @APIResponse(responseCode = "200", description = "A page")
    public Page<TokenResponse> listTokens(
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
                                            enumeration = {
                                                "name",
                                                "-name",
                                                "role",
                                                "-role",
                                                "expiresAt",
                                                "-expiresAt",
                                                "createdAt",
                                                "-createdAt"
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
                                            enumeration = {"viewer", "editor", "admin"}))
                    @QueryParam("role")
                    List<String> role,
            @Parameter(description = "Who made them") @QueryParam("createdBy") String createdBy) {
        var query = new Parameters();
        var filter = new TokenFilter(
                query.text("q", q), query.choices("role", role, Users.ROLES), query.given("createdBy", createdBy));
        return tokens.page(filter, query.slice(limit, cursor, sort, TokenStore.SORTING, filter));
    }

    @POST
    @RolesAllowed(Role.ADMIN)
    @Operation(
            summary = "Create an API token",
            description = "The answer holds the token. Only its digest is kept: it can't be read again.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TokenRequest.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = NewTokenResponse.class)))
    public Response createToken(byte[] body, UriInfo uri) {
        var created = tokens.create(StrictJson.object(body, TokenRequest.class));
        return Response.created(
                        uri.getAbsolutePathBuilder().path(created.name()).build())
                .entity(created)
                .tag(ETags.of(created.revision()))
                .build();
    }

    @GET
    @Path("{name}")
    @RolesAllowed(Role.ADMIN)
    @Operation(summary = "Get an API token", description = "Without the token itself.")
    @APIResponse(
            responseCode = "200",
            description = "The token",
            content = @Content(schema = @Schema(implementation = TokenResponse.class)))
    public Response getToken(@PathParam("name") String name) {
        var found = tokens.get(name);
        return Response.ok(found).tag(ETags.of(found.revision())).build();
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed(Role.ADMIN)
    @Operation(summary = "Delete an API token", description = "From now on nobody comes in with it.")
    @APIResponse(responseCode = "204", description = "Gone")
    public void deleteToken(@PathParam("name") String name, @HeaderParam("If-Match") String ifMatch) {
        tokens.delete(name, ifMatch);
    }
}
