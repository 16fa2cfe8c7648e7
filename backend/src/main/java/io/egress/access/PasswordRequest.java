package io.egress.access;

import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "PasswordRequest", description = "Another password for whoever is signed in")
record PasswordRequest(
        @Schema(
                required = true,
                description = "The present one",
                writeOnly = true,
                extensions = @Extension(name = "x-sensitivity", value = "secret"),
                examples = "correct horse battery staple")
        @NotBlank(message = "Give your present password.")
        String password,

        @Schema(
                required = true,
                minLength = Users.SHORTEST,
                maxLength = Users.LONGEST,
                writeOnly = true,
                extensions = @Extension(name = "x-sensitivity", value = "secret"),
                examples = "staple battery horse correct")
        @NotBlank(message = "Give the new password.")
        String newPassword) {

    @Override
    public String toString() {
        return "PasswordRequest";
    }
}
