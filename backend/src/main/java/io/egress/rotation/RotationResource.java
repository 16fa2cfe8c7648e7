package io.egress.rotation;

import io.egress.problem.ProblemDetails;
import io.egress.web.Role;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/key-rotation")
@Produces({MediaType.APPLICATION_JSON, ProblemDetails.MEDIA_TYPE})
@Blocking
@Tag(name = "Key rotation", description = "Under which keys secrets are encrypted, and how they come under a new one")
@SecurityRequirement(name = "token")
class RotationResource {
    private final Rotation rotation;

    RotationResource(Rotation rotation) {
        this.rotation = rotation;
    }

    @GET
    @RolesAllowed(Role.OPERATOR)
    @Operation(
            summary = "Tell under which keys the encrypted values are",
            description = "Counts over all teams. A key with 0 values can be taken out of the keys.")
    @APIResponse(
            responseCode = "200",
            description = "How far it is",
            content = @Content(schema = @Schema(implementation = KeyRotation.class)))
    public KeyRotation getKeyRotation() {
        return rotation.state();
    }

    @POST
    @RolesAllowed(Role.OPERATOR)
    @Operation(
            summary = "Bring all encrypted values under the first key",
            description = "Goes on in the background, also after this replica was killed: any replica resumes it. "
                    + "Nothing is published anew, and edits meanwhile win.")
    @APIResponse(
            responseCode = "202",
            description = "It runs; GET tells how far it is",
            content = @Content(schema = @Schema(implementation = KeyRotation.class)))
    public Response startKeyRotation() {
        rotation.start();
        return Response.accepted(rotation.state()).build();
    }

    @DELETE
    @RolesAllowed(Role.OPERATOR)
    @Operation(
            summary = "Stop bringing values under the first key",
            description = "All replicas stop within a second; what was done stays done, and POST goes on from there.")
    @APIResponse(responseCode = "204", description = "Nobody wants it any more")
    public void stopKeyRotation() {
        rotation.stop();
    }
}
