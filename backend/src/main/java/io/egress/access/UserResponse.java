package io.egress.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "User", description = "Somebody who may sign in with a password")
@JsonInclude(JsonInclude.Include.NON_NULL)
record UserResponse(
        @Schema(required = true, examples = "ada") String username,
        @Schema(required = true, examples = "default") String team,
        @Schema(examples = "Ada Lovelace") String name,

        @Schema(
                required = true,
                enumeration = {"viewer", "editor", "admin"},
                examples = "editor")
        String role,

        @Schema(required = true) boolean disabled,
        @Schema(required = true, readOnly = true) Instant passwordChangedAt,

        @Schema(required = true, readOnly = true, examples = "7")
        long revision,

        @Schema(required = true, readOnly = true) Instant createdAt,

        @Schema(required = true, readOnly = true, examples = "admin")
        String createdBy,

        @Schema(required = true, readOnly = true) Instant updatedAt,

        @Schema(required = true, readOnly = true, examples = "admin")
        String updatedBy) {

    static UserResponse of(UserEntity entity) {
        var stamps = entity.stamps;
        return new UserResponse(
                entity.username,
                entity.team,
                entity.name,
                entity.role,
                entity.disabled,
                entity.passwordChangedAt,
                stamps.revision,
                stamps.createdAt,
                stamps.createdBy,
                stamps.updatedAt,
                stamps.updatedBy);
    }
}
