package io.egress.number;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.egress.web.LinkSummary;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "BaseNumber", description = "A base number and the trunks its calls go out over")
@JsonInclude(JsonInclude.Include.NON_NULL)
record BaseNumberResponse(
        @Schema(required = true, examples = "+493012345") String number,
        String name,

        @Schema(
                description =
                        "Linked trunks in winning order: by priority, ties by ID. Left out of lists if there are more "
                                + "than 20. An ETag covers which they are, not their order.")
        List<String> egressTrunks,

        @Schema(required = true, examples = "1") long egressTrunkCount,
        @Schema(required = true) long revision,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) String createdBy,
        @Schema(required = true) Instant updatedAt,
        @Schema(required = true) String updatedBy) {

    static BaseNumberResponse of(BaseNumberEntity entity, LinkSummary trunks) {
        var stamps = entity.stamps;
        return new BaseNumberResponse(
                entity.number,
                entity.name,
                trunks.keys(),
                trunks.count(),
                stamps.revision,
                stamps.createdAt,
                stamps.createdBy,
                stamps.updatedAt,
                stamps.updatedBy);
    }
}
