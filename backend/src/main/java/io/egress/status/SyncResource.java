package io.egress.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.egress.problem.ProblemDetails;
import io.egress.revision.Revisions;
import io.egress.web.Role;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/sync")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Sync", description = "How far the proxies are")
@SecurityRequirement(name = "token")
@APIResponse(responseCode = "default", description = "Why not (RFC 9457)", content = @Content(
        mediaType = ProblemDetails.MEDIA_TYPE, schema = @Schema(implementation = ProblemDetails.class)))
class SyncResource {
    private final Revisions revisions;
    private final NodeReports reports;

    SyncResource(Revisions revisions, NodeReports reports) {
        this.revisions = revisions;
        this.reports = reports;
    }

    /** Where the newest revision is. */
    @Schema(description = "Where the newest revision is")
    record Sync(
            @Schema(required = true, description = "The newest revision saved") long revision,
            @Schema(description = "The revision that Redis holds; absent while Redis is away") Long publishedRevision,
            @Schema(required = true) State state,
            @Schema(required = true, description = "Proxies seen in the last 15 seconds") List<Node> nodes) {}

    /** Whether all proxies route by the newest revision. */
    @Schema(name = "SyncState")
    enum State {
        @JsonProperty("in_sync")
        IN_SYNC,
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("redis_unreachable")
        REDIS_UNREACHABLE
    }

    /** A proxy that is alive. */
    @Schema(name = "Node", description = "A proxy that is alive")
    record Node(
            @Schema(required = true, examples = "proxy-1") String node,
            @Schema(required = true, description = "The revision that it routes by") long revision,
            @Schema(required = true) Instant seenAt,
            @Schema(required = true) List<NodeReport.RefusedRow> refused,
            @Schema(required = true) List<NodeReport.NotReady> notReady) {

        static Node of(NodeReport report) {
            return new Node(report.node(), report.revision(), report.seen(), report.refused(), report.notReady());
        }
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Operation(summary = "Tell where the newest revision is",
            description = "What is saved, what is published, and what each proxy routes by and refused.")
    @APIResponse(responseCode = "200", description = "Where the newest revision is",
            content = @Content(schema = @Schema(implementation = Sync.class)))
    public Sync getSync() {
        long revision = revisions.present();
        var seen = reports.now();
        if (seen.isEmpty()) {
            return new Sync(revision, null, State.REDIS_UNREACHABLE, List.of());
        }
        var nodes = seen.get().nodes();
        boolean inSync = !nodes.isEmpty() && seen.get().revision() >= revision && nodes.stream()
                .allMatch(node -> node.revision() >= revision && seen.get().epoch().equals(node.epoch()));
        return new Sync(revision, seen.get().revision(), inSync ? State.IN_SYNC : State.PENDING,
                nodes.stream().map(Node::of).toList());
    }
}
