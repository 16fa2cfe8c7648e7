package io.egress.audit;

import io.egress.problem.ProblemDetails;
import io.egress.web.Page;
import io.egress.web.Parameters;
import io.egress.web.Role;
import io.egress.web.Way;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/audit")
@Produces({MediaType.APPLICATION_JSON, ProblemDetails.MEDIA_TYPE})
@Blocking
@Tag(name = "Audit", description = "Who changed what, when and from where")
@SecurityRequirement(name = "token")
class AuditResource {
    private final AuditLog log;

    AuditResource(AuditLog log) {
        this.log = log;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Operation(
            summary = "List what was changed",
            description = "Newest first. Entries of users, tokens, sessions, "
                    + "teams and keys are in the list of admins alone. Filters hold together; the list only ever grows at its "
                    + "beginning, so that pages stay what they are, and has no total.")
    @APIResponse(responseCode = "200", description = "A page, newest first")
    public Page<AuditEntry> listAuditEntries(
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
            @Parameter(description = "A part of the key, the actor or the token's name") @QueryParam("q") String q,
            @Parameter(
                            schema =
                                    @Schema(
                                            enumeration = {
                                                "trunk",
                                                "base_number",
                                                "variable",
                                                "user",
                                                "token",
                                                "session",
                                                "team",
                                                "keys"
                                            }))
                    @QueryParam("kind")
                    String kind,
            @Parameter(description = "With kind: the account of one object", example = "acme") @QueryParam("key")
                    String key,
            @Parameter(example = "alice") @QueryParam("actor") String actor,
            @Parameter(schema = @Schema(enumeration = {"operator", "web", "token", "oidc", "system"}))
                    @QueryParam("way")
                    String way,
            @Parameter(schema = @Schema(enumeration = {"create", "update", "delete", "rotate"})) @QueryParam("action")
                    String action,
            @Parameter(example = "deploy") @QueryParam("tokenName") String tokenName,
            @Parameter(description = "The earliest", schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("since")
                    String since,
            @Parameter(description = "All before", schema = @Schema(type = SchemaType.STRING, format = "date-time"))
                    @QueryParam("until")
                    String until,
            @Parameter(
                            description = "What happened at one revision",
                            example = "1843",
                            schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
                    @QueryParam("revision")
                    String revision,
            @Parameter(example = "deploy-42") @QueryParam("requestId") String requestId) {
        var query = new Parameters();
        var filter = new AuditFilter(
                query.text("q", q),
                query.choice("kind", kind, Kind.class, Kind::wireName),
                query.given("key", key),
                query.given("actor", actor),
                query.choice("way", way, Way.class, Way::wireName),
                query.choice("action", action, Action.class, Action::wireName),
                query.given("tokenName", tokenName),
                query.time("since", since),
                query.time("until", until),
                query.revision("revision", revision),
                query.given("requestId", requestId));
        return log.page(filter, query.slice(limit, cursor, AuditStore.NEWEST_FIRST, AuditStore.SORTING, filter));
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Path("{id}")
    @Operation(
            summary = "Get one entry of what was changed",
            description = "Entries of users, tokens, sessions, teams and keys are there for admins alone.")
    @APIResponse(
            responseCode = "200",
            description = "The entry",
            content = @Content(schema = @Schema(implementation = AuditEntry.class)))
    public AuditEntry getAuditEntry(@PathParam("id") long id) {
        return log.get(id);
    }
}
