package io.egress.number;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "BaseNumberImport", description = "What an import did, or would do")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportResponse(
        @Schema(required = true, description = "true: nothing was stored")
        boolean dryRun,

        @Schema(required = true, description = "Base numbers that are new", examples = "1")
        int created,

        @Schema(required = true, description = "Base numbers whose name or links change", examples = "1")
        int changed,

        @Schema(required = true, description = "Base numbers that are as wanted already", examples = "0")
        int unchanged,

        @Schema(description = "The revision that all of it is of; absent if nothing changed", examples = "42")
        Long revision,

        @Schema(required = true) List<Row> rows) {

    /** What becomes of the number of a line. */
    @Schema(name = "BaseNumberImportRow", description = "What becomes of the number of a line")
    record Row(
            @Schema(required = true, description = "Where it begins; the first line of the text is 1", examples = "2")
            int line,

            @Schema(required = true, examples = "+493012345")
            String number,

            @Schema(
                    required = true,
                    enumeration = {"create", "change", "none"})
            String outcome,

            @Schema(required = true, description = "Sorted", examples = "[\"acme\"]")
            List<String> trunksAdded,

            @Schema(required = true, description = "Sorted", examples = "[\"kestrel\"]")
            List<String> trunksRemoved) {}

    /** @param revision null: a dry run */
    static ImportResponse of(ImportPlan plan, Long revision) {
        int created = plan.rows(PlannedRow::isNew).size();
        int changed = plan.rows(PlannedRow::changesPresent).size();
        int all = plan.rows().size();
        return new ImportResponse(
                revision == null,
                created,
                changed,
                all - created - changed,
                created + changed == 0 ? null : revision,
                plan.rows().stream()
                        .map(row -> new Row(
                                row.line(),
                                row.number(),
                                row.isNew() ? "create" : row.changesPresent() ? "change" : "none",
                                List.copyOf(row.added()),
                                List.copyOf(row.removed())))
                        .toList());
    }
}
