package io.egress.preview;

import io.egress.problem.ProblemDetails;
import io.egress.web.Role;
import io.egress.web.StrictJson;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/route-preview")
@Produces({MediaType.APPLICATION_JSON, ProblemDetails.MEDIA_TYPE})
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Route preview", description = "What a carrier will get, told before anything is saved")
@SecurityRequirement(name = "token")
class RoutePreviewResource {
    private final RoutePreviews previews;

    RoutePreviewResource(RoutePreviews previews) {
        this.previews = previews;
    }

    @POST
    @RolesAllowed(Role.VIEWER)
    @Operation(
            summary = "Tell what a carrier will get",
            description = "Of a trunk as it is being edited; nothing is stored, "
                    + "nothing is sent. The trunk is judged as when it is saved, but for a password, which may be missing. If the "
                    + "team has a trunk of this trunkId, base numbers that are left out are those that it has. A disabled trunk is "
                    + "shown with what it would send if it were enabled.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RoutePreviewRequest.class)))
    @APIResponse(
            responseCode = "200",
            description = "What becomes of the call",
            content = @Content(schema = @Schema(implementation = RoutePreview.class)))
    public RoutePreview previewRoute(byte[] body) {
        return previews.of(StrictJson.object(body, RoutePreviewRequest.class));
    }
}
