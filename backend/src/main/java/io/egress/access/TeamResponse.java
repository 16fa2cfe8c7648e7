package io.egress.access;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Team", description = "A team: whatever there is belongs to one")
record TeamResponse(
        @Schema(required = true, readOnly = true, examples = "sales")
        String name,

        @Schema(required = true, readOnly = true, examples = "7")
        long revision,

        @Schema(required = true, readOnly = true) Instant createdAt,

        @Schema(required = true, readOnly = true, examples = "admin")
        String createdBy) {

    static TeamResponse of(TeamEntity entity) {
        return new TeamResponse(entity.name, entity.stamps.revision, entity.stamps.createdAt, entity.stamps.createdBy);
    }
}
