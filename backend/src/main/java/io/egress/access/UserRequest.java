package io.egress.access;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "UserRequest", description = "A user as it shall be")
record UserRequest(
        @Schema(
                description = "Needed on create, can't be changed; unique in the installation",
                pattern = Users.USERNAME,
                examples = "ada")
        String username,

        @Schema(
                description = "Left out: the caller's. Only the operator may name another one; it can't be changed",
                examples = "default")
        String team,

        @Schema(examples = "Ada Lovelace") @Size(max = 100, message = "Give at most 100 characters.")
        String name,

        @Schema(
                required = true,
                enumeration = {"viewer", "editor", "admin"},
                examples = "editor")
        @NotBlank(message = "Give viewer, editor or admin.")
        @Pattern(regexp = "viewer|editor|admin|\\s*", message = "Give viewer, editor or admin.")
        String role,

        @Schema(defaultValue = "false", description = "Whether the user is kept out. Ends the user's sessions")
        Boolean disabled,

        @Schema(
                description =
                        "Needed on create; left out of an update it stays as it is. A new one ends the user's sessions",
                minLength = Users.SHORTEST,
                maxLength = Users.LONGEST,
                writeOnly = true,
                extensions = @Extension(name = "x-sensitivity", value = "secret"),
                examples = "correct horse battery staple")
        String password) {

    @Override
    public String toString() {
        return "UserRequest[" + username + "]";
    }
}
