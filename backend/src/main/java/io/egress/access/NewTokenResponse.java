package io.egress.access;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The one answer that holds the token itself. */
@Schema(name = "NewToken", description = "An API token, and the token itself: it can't be read again")
record NewTokenResponse(
        @Schema(required = true, readOnly = true, examples = "ci")
        String name,

        @Schema(
                required = true,
                readOnly = true,
                enumeration = {"viewer", "editor", "admin"},
                examples = "editor")
        String role,

        @Schema(required = true, readOnly = true) Instant expiresAt,

        @Schema(
                required = true,
                readOnly = true,
                description = "To be sent as 'Authorization: Bearer <token>'",
                extensions = @Extension(name = "x-sensitivity", value = "secret"))
        String token,

        @Schema(required = true, readOnly = true, examples = "7")
        long revision,

        @Schema(required = true, readOnly = true) Instant createdAt,

        @Schema(required = true, readOnly = true, examples = "ada")
        String createdBy) {

    static NewTokenResponse of(TokenEntity entity, String token) {
        return new NewTokenResponse(
                entity.name,
                entity.role,
                entity.expiresAt,
                token,
                entity.stamps.revision,
                entity.stamps.createdAt,
                entity.stamps.createdBy);
    }

    @Override
    public String toString() {
        return "NewTokenResponse[" + name + "]";
    }
}
