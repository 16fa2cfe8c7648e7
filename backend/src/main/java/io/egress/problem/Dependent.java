package io.egress.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An object that uses another one, which therefore can't go. */
@Schema(description = "An object that uses the one that should go")
public record Dependent(
        @Schema(required = true, description = "What it is: trunk, base-number, …", examples = "trunk")
        String kind,

        @Schema(required = true, description = "Its key in the API", examples = "acme")
        String id) {}
