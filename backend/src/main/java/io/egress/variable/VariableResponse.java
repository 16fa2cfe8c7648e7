package io.egress.variable;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Variable", description = "A team variable")
@JsonInclude(JsonInclude.Include.NON_NULL)
record VariableResponse(
        @Schema(required = true, examples = "ACME_CERT") String name,
        @Schema(required = true, enumeration = {"text", "secret"}) String type,
        @Schema(description = "Absent if the type is secret") String value,
        @Schema(required = true) boolean valueSet,
        @Schema(required = true, description = "Trunks that name it") List<String> usedBy,
        @Schema(required = true) long revision,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) String createdBy,
        @Schema(required = true) Instant updatedAt,
        @Schema(required = true) String updatedBy) {

    static VariableResponse of(VariableEntity entity, List<String> usedBy) {
        var stamps = entity.stamps;
        return new VariableResponse(entity.name, entity.type, Variables.isSecret(entity.type) ? null : entity.value, true,
                usedBy, stamps.revision, stamps.createdAt, stamps.createdBy, stamps.updatedAt, stamps.updatedBy);
    }
}
