package io.egress.variable;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "VariableRequest", description = "A team variable as it shall be")
record VariableRequest(
        @Schema(description = "Needed on create, can't be changed", pattern = Variables.NAME, examples = "ACME_CERT")
        String name,

        @Schema(
                description = "Needed on create, can't be changed",
                enumeration = {"text", "secret"})
        @NotBlank(message = "Give text or secret.")
        @Pattern(regexp = "text|secret|\\s*", message = "Give text or secret.")
        String type,

        @Schema(
                description = "Left out of an update it stays as it is; never shown if the type is secret. A new value "
                        + "changes the trunks that use it, and is refused if they could not go on with it",
                extensions = @Extension(name = "x-sensitivity", value = "secret"),
                writeOnly = true)
        @Size(max = 65536, message = "Give at most 65536 characters.")
        String value) {

    @Override
    public String toString() {
        return "VariableRequest[" + name + "]";
    }
}
