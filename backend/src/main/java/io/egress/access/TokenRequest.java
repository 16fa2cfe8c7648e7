package io.egress.access;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "TokenRequest", description = "An API token as it shall be")
record TokenRequest(
        @Schema(required = true, description = "Unique in the team", pattern = Tokens.NAME, examples = "ci")
        @NotBlank(message = "Give the token a name, such as ci.")
        @Pattern(
                regexp = Tokens.NAME + "|\\s*",
                message = "Give 1 to 63 lower-case letters, digits, ., - and _, beginning "
                        + "and ending with a letter or digit.")
        String name,

        @Schema(
                required = true,
                description = "At most the maker's",
                enumeration = {"viewer", "editor", "admin"},
                examples = "editor")
        @NotBlank(message = "Give viewer, editor or admin.")
        @Pattern(regexp = "viewer|editor|admin|\\s*", message = "Give viewer, editor or admin.")
        String role,

        @Schema(description = "Left out: in 90 days", format = "date-time", examples = "2030-01-01T00:00:00Z")
        String expiresAt) {}
