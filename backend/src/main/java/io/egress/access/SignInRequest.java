package io.egress.access;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@Schema(name = "SignInRequest", description = "Who signs in")
record SignInRequest(
        @Schema(required = true, examples = "ada")
        @NotBlank(message = "Give your user name.")
        @Size(max = 64, message = "Give at most 64 characters.")
        String username,

        @Schema(
                required = true,
                writeOnly = true,
                extensions = @Extension(name = "x-sensitivity", value = "secret"),
                examples = "correct horse battery staple")
        @NotBlank(message = "Give your password.")
        @Size(max = 1000, message = "Give at most 1000 characters.")
        String password) {

    @Override
    public String toString() {
        return "SignInRequest[" + username + "]";
    }
}
