package io.egress.trunk;

import io.egress.problem.ProblemDetails;
import io.egress.web.Caller;
import io.egress.web.Parameters;
import io.egress.web.Role;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/egress-trunks/{trunkId}/history")
@Produces({MediaType.APPLICATION_JSON, ProblemDetails.MEDIA_TYPE})
@Blocking
@Tag(name = "Egress trunks")
@SecurityRequirement(name = "token")
class HistoryResource {
    private static final int MOST_HOURS = 168;
    private static final int USUAL_HOURS = 24;

    private final TrunkStore store;
    private final HistorySource history;
    private final Caller caller;

    HistoryResource(TrunkStore store, HistorySource history, Caller caller) {
        this.store = store;
        this.history = history;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Operation(
            summary = "Tell how a trunk fared",
            description = "Calls at one time, how attempts ended, how long it took "
                    + "until it rang, and each change of the registration, over all proxies. Kept for a week.")
    @APIResponse(
            responseCode = "200",
            description = "How the trunk fared",
            content = @Content(schema = @Schema(implementation = TrunkHistory.class)))
    public TrunkHistory getHistoryOfEgressTrunk(
            @PathParam("trunkId") String trunkId,
            @Parameter(
                            description = "How far back",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "168",
                                            defaultValue = "24"))
                    @QueryParam("hours")
                    String hours) {
        var query = new Parameters();
        int back = query.number("hours", hours, 1, MOST_HOURS, USUAL_HOURS);
        query.throwIfAny();
        var since = QuarkusTransaction.requiringNew().call(() -> store.found(caller.team(), trunkId).stamps.createdAt);
        return history.latest(trunkId, since, Duration.ofHours(back));
    }
}
