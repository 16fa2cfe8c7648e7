package io.egress.trunk;

import io.egress.problem.ProblemDetails;
import io.egress.web.Page;
import io.egress.web.Parameters;
import io.egress.web.Role;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/egress-trunks")
@Produces({MediaType.APPLICATION_JSON, ProblemDetails.MEDIA_TYPE})
@Blocking
@Tag(name = "Egress trunks")
@SecurityRequirement(name = "token")
class TrunkListResource {
    /** Longer than certificates are good for. */
    private static final int MOST_DAYS = 36_500;

    private final TrunkLists lists;

    TrunkListResource(TrunkLists lists) {
        this.lists = lists;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Operation(
            summary = "List trunks",
            description = "Trunks that all filters fit, a page at a time. Pages stay right while "
                    + "trunks come and go: no trunk that stays is missed or comes twice. The list carries status, calls and "
                    + "certificates. Names sort and are found whatever their case. state, registration and atCap go by what the "
                    + "proxies report now; while that can't be read they are answered 503, and lists without them have the state "
                    + "unknown.")
    @APIResponse(responseCode = "200", description = "A page")
    public Page<TrunkResponse> listEgressTrunks(
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
                            description = "With - before it the list descends; ties go to the smaller trunk ID",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            defaultValue = "trunkId",
                                            enumeration = {
                                                "trunkId",
                                                "-trunkId",
                                                "name",
                                                "-name",
                                                "priority",
                                                "-priority",
                                                "updatedAt",
                                                "-updatedAt",
                                                "authMethod",
                                                "-authMethod",
                                                "transport",
                                                "-transport",
                                                "enabled",
                                                "-enabled",
                                                "maxConcurrentCalls",
                                                "-maxConcurrentCalls"
                                            }))
                    @QueryParam("sort")
                    String sort,
            @Parameter(description = "Stands in the trunk ID, the name or the SIP URI, whatever its case")
                    @QueryParam("q")
                    String q,
            @Parameter(
                            description = "Any of these",
                            schema =
                                    @Schema(
                                            type = SchemaType.ARRAY,
                                            implementation = String.class,
                                            enumeration = {
                                                "ip_only",
                                                "digest",
                                                "registration",
                                                "ip_and_digest",
                                                "tls_mutual"
                                            }))
                    @QueryParam("authMethod")
                    List<String> authMethod,
            @Parameter(
                            description = "Any of these",
                            schema =
                                    @Schema(
                                            type = SchemaType.ARRAY,
                                            implementation = String.class,
                                            enumeration = {"udp", "tcp", "tls"}))
                    @QueryParam("transport")
                    List<String> transport,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @QueryParam("enabled") String enabled,
            @Parameter(description = "That it is linked to", example = "+493012345") @QueryParam("baseNumber")
                    String baseNumber,
            @Parameter(description = "true: no base number uses it", schema = @Schema(type = SchemaType.BOOLEAN))
                    @QueryParam("unlinked")
                    String unlinked,
            @Parameter(
                            description = "Any of these",
                            schema =
                                    @Schema(
                                            type = SchemaType.ARRAY,
                                            implementation = String.class,
                                            enumeration = {
                                                "live",
                                                "pending",
                                                "not_ready",
                                                "refused",
                                                "disabled",
                                                "unknown"
                                            }))
                    @QueryParam("state")
                    List<String> state,
            @Parameter(
                            description = "Whose registration is in any of these states",
                            schema =
                                    @Schema(
                                            type = SchemaType.ARRAY,
                                            implementation = String.class,
                                            enumeration = {"registering", "registered", "failing", "rejected"}))
                    @QueryParam("registration")
                    List<String> registration,
            @Parameter(
                            description = "true: enabled, and has as many calls as it may",
                            schema = @Schema(type = SchemaType.BOOLEAN))
                    @QueryParam("atCap")
                    String atCap,
            @Parameter(
                            description = "Whose client certificate has at most so many days left, or has ended",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "36500"))
                    @QueryParam("certificateExpiresWithin")
                    String certificateExpiresWithin) {
        var query = new Parameters();
        var filter = new TrunkFilter(
                query.text("q", q),
                query.choices("authMethod", authMethod, AuthMethod.WIRE_NAMES),
                query.choices("transport", transport, Transport.WIRE_NAMES),
                query.flag("enabled", enabled),
                query.given("baseNumber", baseNumber).map(TrunkListResource::withPlus),
                query.flag("unlinked", unlinked),
                Optional.ofNullable(certificateExpiresWithin)
                        .map(days -> query.number("certificateExpiresWithin", days, 0, MOST_DAYS, 0)),
                new StatusFilter(
                        query.choices("state", state, StatusFilter.STATES),
                        query.choices("registration", registration, StatusFilter.REGISTRATIONS),
                        query.flag("atCap", atCap)));
        return lists.page(filter, query.slice(limit, cursor, sort, TrunkStore.SORTING, filter));
    }

    /** In a query a plus that was not encoded is a space. */
    private static String withPlus(String number) {
        return number.startsWith("+") ? number : "+" + number;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Path("summary")
    @Operation(
            summary = "Count trunks by how they fare",
            description =
                    "Of the whole team, by what the proxies report now. " + "Answered 503 while that can't be read.")
    @APIResponse(
            responseCode = "200",
            description = "The counts",
            content = @Content(schema = @Schema(implementation = TrunkSummary.class)))
    public TrunkSummary summariseEgressTrunks() {
        return lists.summary();
    }
}
