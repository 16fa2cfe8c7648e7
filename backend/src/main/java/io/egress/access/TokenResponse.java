package io.egress.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** @param token null in all answers but that to its creation */
@Schema(name = "Token", description = "An API token of the team")
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenResponse(
        @Schema(required = true, readOnly = true, examples = "ci") String name,
        @Schema(required = true, readOnly = true, enumeration = {"viewer", "editor", "admin"}, examples = "editor")
        String role,
        @Schema(required = true, readOnly = true) Instant expiresAt,
        @Schema(readOnly = true, description = "To the minute; absent: never") Instant lastUsedAt,
        @Schema(readOnly = true, description = "The token itself, only in the answer to its creation: it can't be read again",
                extensions = @Extension(name = "x-sensitivity", value = "secret")) String token,
        @Schema(required = true, readOnly = true, examples = "7") long revision,
        @Schema(required = true, readOnly = true) Instant createdAt,
        @Schema(required = true, readOnly = true, examples = "ada") String createdBy) {

    static TokenResponse of(TokenEntity entity) {
        return of(entity, null);
    }

    static TokenResponse of(TokenEntity entity, String token) {
        return new TokenResponse(entity.name, entity.role, entity.expiresAt, entity.lastUsedAt, token,
                entity.stamps.revision, entity.stamps.createdAt, entity.stamps.createdBy);
    }

    @Override
    public String toString() {
        return "TokenResponse[" + name + "]";
    }
}
