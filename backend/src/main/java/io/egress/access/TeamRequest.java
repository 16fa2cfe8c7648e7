package io.egress.access;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "TeamRequest", description = "A team as it shall be")
record TeamRequest(
        @Schema(required = true, pattern = Teams.NAME, examples = "sales")
        String name) {}
