package io.egress.trunk;

import static io.egress.problem.ViolationCode.NOT_ALLOWED;
import static io.egress.problem.ViolationCode.REQUIRED;
import static io.egress.problem.ViolationCode.UNKNOWN_VALUE;

import io.egress.problem.Violations;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "TrunkBulkRequest", description = "What shall be done to many trunks at once")
record BulkRequest(
        @Schema(description = "Each once", examples = "[\"acme\",\"kestrel\"]")
        @NotEmpty(message = "Name at least one trunk.")
        @Size(max = 500, message = "Name at most 500 trunks.")
        List<String> trunkIds,

        @Schema(enumeration = {"enable", "disable", "set_priority", "link", "unlink", "delete"})
        @NotBlank(message = "Give enable, disable, set_priority, link, unlink or delete.")
        String action,

        @Schema(description = "For set_priority: higher is preferred")
        @Min(value = 0, message = "Give a number from 0 to 100.")
        @Max(value = 100, message = "Give a number from 0 to 100.")
        Integer priority,

        @Schema(description = "For link and unlink; links to others stay as they are", examples = "[\"+493012345\"]")
        @Size(max = 2000, message = "Name at most 2000 base numbers.")
        List<String> baseNumbers) {

    /**
     * @param numbers those base numbers that the team has
     * @return empty if there is none, or not a known one
     */
    Optional<BulkAction> read(Set<String> numbers, Violations violations) {
        if (action == null || action.isBlank()) {
            return Optional.empty();
        }
        requireBeside("/priority", priority != null, action.equals("set_priority"), "set_priority", violations);
        requireBeside(
                "/baseNumbers",
                baseNumbers != null && !baseNumbers.isEmpty(),
                action.equals("link") || action.equals("unlink"),
                "link or unlink",
                violations);
        switch (action) {
            case "enable" -> {
                return Optional.of(new BulkAction.Switch(true));
            }
            case "disable" -> {
                return Optional.of(new BulkAction.Switch(false));
            }
            case "set_priority" -> {
                return Optional.ofNullable(priority).map(BulkAction.SetPriority::new);
            }
            case "link" -> {
                return Optional.of(new BulkAction.Link(numbers));
            }
            case "unlink" -> {
                return Optional.of(new BulkAction.Unlink(numbers));
            }
            case "delete" -> {
                return Optional.of(new BulkAction.Delete());
            }
            default -> {
                violations.add("/action", UNKNOWN_VALUE, "Give enable, disable, set_priority, link, unlink or delete.");
                return Optional.empty();
            }
        }
    }

    private static void requireBeside(
            String pointer, boolean given, boolean needed, String actions, Violations violations) {
        if (needed && !given) {
            violations.add(pointer, REQUIRED, "Give it: the action needs it.");
        } else if (given && !needed) {
            violations.add(pointer, NOT_ALLOWED, "Leave it out: it goes with " + actions + ".");
        }
    }
}
