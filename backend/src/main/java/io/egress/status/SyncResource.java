package io.egress.status;

import io.egress.problem.ProblemDetails;
import io.egress.revision.Revisions;
import io.egress.web.Caller;
import io.egress.web.Role;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/sync")
@Produces({MediaType.APPLICATION_JSON, ProblemDetails.MEDIA_TYPE})
@Blocking
@Tag(name = "Sync", description = "How far the proxies are")
@SecurityRequirement(name = "token")
class SyncResource {
    private final Revisions revisions;
    private final Proxies proxies;
    private final Caller caller;

    SyncResource(Revisions revisions, Proxies proxies, Caller caller) {
        this.revisions = revisions;
        this.proxies = proxies;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Operation(
            summary = "Tell how far changes have come",
            description = "The newest revision, the one that Redis "
                    + "holds, and of each proxy which one it routes by and how far that is behind. GET /events tells the same "
                    + "whenever it changes.")
    @APIResponse(
            responseCode = "200",
            description = "Where the newest revision is",
            content = @Content(schema = @Schema(implementation = Sync.class)))
    public Sync getSync() {
        long revision = revisions.present();
        return proxies.look().sync(revision, caller.team());
    }
}
