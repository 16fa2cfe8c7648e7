package io.egress.variable;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.egress.security.CertificateFacts;
import io.egress.web.LinkSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "Variable", description = "A team variable")
@JsonInclude(JsonInclude.Include.NON_NULL)
record VariableResponse(
        @Schema(required = true, examples = "ACME_CERT") String name,

        @Schema(
                required = true,
                enumeration = {"text", "secret"})
        String type,

        @Schema(description = "Absent if the type is secret; left out of lists if it is longer than 1000 characters")
        String value,

        @Schema(required = true) boolean valueSet,

        @Schema(description = "If the value holds certificates in PEM, perhaps with a private key")
        CertificateResponse certificate,

        @Schema(description = "Trunks that name it, sorted; left out of lists if there are more than 20")
        List<String> usedBy,

        @Schema(required = true, examples = "1") long usedByCount,
        @Schema(required = true) long revision,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) String createdBy,
        @Schema(required = true) Instant updatedAt,
        @Schema(required = true) String updatedBy) {

    /** Characters of a value that a row of a list shows at most. */
    private static final int ROW = 1000;

    static VariableResponse of(
            VariableEntity entity, Optional<CertificateFacts> certificate, List<String> usedBy, Instant now) {
        return of(entity, entity.value, certificate, LinkSummary.whole(usedBy), now);
    }

    /** As the row of a list. */
    static VariableResponse row(
            VariableEntity entity, Optional<CertificateFacts> certificate, LinkSummary usedBy, Instant now) {
        return of(entity, entity.value.length() > ROW ? null : entity.value, certificate, usedBy, now);
    }

    private static VariableResponse of(
            VariableEntity entity,
            String value,
            Optional<CertificateFacts> certificate,
            LinkSummary usedBy,
            Instant now) {
        var stamps = entity.stamps;
        return new VariableResponse(
                entity.name,
                entity.type,
                Variables.isSecret(entity.type) ? null : value,
                true,
                certificate.map(facts -> CertificateResponse.of(facts, now)).orElse(null),
                usedBy.keys(),
                usedBy.count(),
                stamps.revision,
                stamps.createdAt,
                stamps.createdBy,
                stamps.updatedAt,
                stamps.updatedBy);
    }
}
