package io.egress.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An API token as it is told, without the token itself. */
@Schema(name = "Token", description = "An API token of the team")
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenResponse(
        @Schema(required = true, readOnly = true, examples = "ci")
        String name,

        @Schema(
                required = true,
                readOnly = true,
                enumeration = {"viewer", "editor", "admin"},
                examples = "editor")
        String role,

        @Schema(required = true, readOnly = true) Instant expiresAt,

        @Schema(readOnly = true, description = "To the minute; absent: never")
        Instant lastUsedAt,

        @Schema(required = true, readOnly = true, examples = "7")
        long revision,

        @Schema(required = true, readOnly = true) Instant createdAt,

        @Schema(required = true, readOnly = true, examples = "ada")
        String createdBy) {

    static TokenResponse of(TokenEntity entity) {
        return new TokenResponse(
                entity.name,
                entity.role,
                entity.expiresAt,
                entity.lastUsedAt,
                entity.stamps.revision,
                entity.stamps.createdAt,
                entity.stamps.createdBy);
    }
}
