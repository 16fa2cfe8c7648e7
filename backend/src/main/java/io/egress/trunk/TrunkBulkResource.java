package io.egress.trunk;

import io.egress.problem.ProblemDetails;
import io.egress.web.Parameters;
import io.egress.web.Role;
import io.egress.web.StrictJson;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/egress-trunks/bulk")
@Produces({MediaType.APPLICATION_JSON, ProblemDetails.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Egress trunks")
@SecurityRequirement(name = "token")
class TrunkBulkResource {
    private final TrunkBulk bulk;

    TrunkBulkResource(TrunkBulk bulk) {
        this.bulk = bulk;
    }

    @POST
    @RolesAllowed(Role.EDITOR)
    @Operation(
            summary = "Change many trunks at once",
            description =
                    "All of them at one revision, or none: a trunk that the "
                            + "team does not have, or that can't be changed so, such as one to enable whose certificate has ended, is told "
                            + "with the pointer /trunkIds/<place>, and nothing is stored. The audit log has an entry for each trunk that "
                            + "changed. A trunk is deleted although base numbers use it; effects says which of them have none left. With "
                            + "dryRun the answer is that of the change, and nothing is stored. At most 20,000 links change at once.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = BulkRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "What it did, or would do",
            content = @Content(schema = @Schema(implementation = BulkResponse.class)))
    public BulkResponse changeEgressTrunks(
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false")) @QueryParam("dryRun")
                    String dryRun,
            byte[] body) {
        var query = new Parameters();
        boolean dry = query.flag("dryRun", dryRun).orElse(false);
        query.throwIfAny();
        var request = StrictJson.object(body, BulkRequest.class);
        return dry ? bulk.tried(request) : bulk.done(request);
    }
}
