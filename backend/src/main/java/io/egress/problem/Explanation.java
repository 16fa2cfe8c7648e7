package io.egress.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a problem type means, for people and programs. */
@Schema(name = "ProblemType", description = "What a problem type means")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Explanation(
        @Schema(required = true, examples = "/problems/invalid")
        String type,

        @Schema(required = true, examples = "The request breaks a rule")
        String title,

        @Schema(required = true, examples = "422") int status,

        @Schema(required = true, description = "What has happened, and what has not")
        String meaning,

        @Schema(required = true) String whatToDo,

        @Schema(description = "Every code that errors[].code can have; new ones may come")
        List<Code> codes) {

    /** A code of a violation. */
    @Schema(name = "ViolationCode", description = "A code of errors[].code")
    record Code(
            @Schema(required = true, examples = "bad_format")
            String code,

            @Schema(required = true, examples = "The text is not written as this member's texts are.")
            String meaning) {}

    static Explanation of(ProblemType type) {
        boolean hasCodes = type == ProblemType.INVALID || type == ProblemType.UNREADABLE || type == ProblemType.TAKEN;
        var codes = hasCodes
                ? Arrays.stream(ViolationCode.values())
                        .map(code -> new Code(code.slug(), code.meaning()))
                        .toList()
                : List.<Code>of();
        return new Explanation(type.uri(), type.title(), type.status(), type.meaning(), type.whatToDo(), codes);
    }
}
