package io.egress.operations;

import io.egress.problem.ProblemDetails;
import io.egress.web.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/about")
@Produces({MediaType.APPLICATION_JSON, ProblemDetails.MEDIA_TYPE})
@Tag(name = "About", description = "What runs here")
@SecurityRequirement(name = "token")
class AboutResource {
    private final About about;

    AboutResource(@ConfigProperty(name = "quarkus.application.version") String version) {
        about = new About(version);
    }

    @GET
    @RolesAllowed(Role.VIEWER)
    @Operation(
            summary = "Tell the version",
            description = "The version of the service that answers. While it is upgraded, two "
                    + "answers in turn may be of two versions.")
    @APIResponse(
            responseCode = "200",
            description = "What runs here",
            content = @Content(schema = @Schema(implementation = About.class)))
    public About getAbout() {
        return about;
    }
}
