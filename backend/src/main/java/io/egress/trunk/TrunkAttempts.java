package io.egress.trunk;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The last attempts to place calls over a trunk. */
@Schema(name = "Attempts", description = "The last attempts to place calls over the trunk")
record TrunkAttempts(
        @Schema(required = true, description = "The newest first")
        List<TrunkAttempt> items) {}
