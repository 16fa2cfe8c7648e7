package io.egress.trunk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "TrunkBulk", description = "What a bulk change did, or would do")
@JsonInclude(JsonInclude.Include.NON_NULL)
record BulkResponse(
        @Schema(required = true, description = "true: nothing was stored")
        boolean dryRun,

        @Schema(required = true, description = "Trunks that it changes, in the order of the request")
        List<String> changed,

        @Schema(required = true, description = "Trunks that are as wanted already")
        List<String> unchanged,

        @Schema(description = "The revision that all of it is of; absent if nothing changed", examples = "42")
        Long revision,

        @Schema(required = true) Effects effects) {

    /** What it comes to for calls and registrations. */
    @Schema(name = "TrunkBulkEffects", description = "What it comes to for calls and registrations")
    record Effects(
            @Schema(
                    required = true,
                    description = "The first 20 base numbers that have no enabled trunk afterwards, because "
                            + "of it: their calls are refused",
                    examples = "[\"+493012345\"]")
            List<String> baseNumbersWithoutTrunk,

            @Schema(required = true, description = "How many those are", examples = "1")
            long baseNumbersWithoutTrunkCount,

            @Schema(
                    required = true,
                    description = "Base numbers whose links change, or that are linked to a trunk that " + "changes",
                    examples = "12")
            long baseNumbersTouched,

            @Schema(required = true, description = "Registrations that begin", examples = "0")
            long registrationsStarted,

            @Schema(required = true, description = "Registrations that end", examples = "1")
            long registrationsEnded) {}

    /** @param revision null: a dry run */
    static BulkResponse of(BulkPlan plan, Long revision) {
        return new BulkResponse(
                revision == null,
                plan.changedIds(),
                plan.unchanged(),
                plan.changed().isEmpty() ? null : revision,
                plan.effects());
    }
}
