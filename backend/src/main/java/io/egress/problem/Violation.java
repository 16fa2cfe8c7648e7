package io.egress.problem;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer JSON pointer (RFC 6901) into the request's body
 * @param code stable, for programs
 * @param detail a sentence that says what to do
 */
@Schema(description = "One thing that is wrong with a request")
public record Violation(
        @Schema(required = true, description = "JSON pointer into the request", examples = "/sipUri")
        String pointer,

        @Schema(
                required = true,
                description = "Stable code, for programs",
                examples = "bad_format",
                implementation = String.class)
        ViolationCode code,

        @Schema(
                required = true,
                description = "What to do",
                examples = "Give a URI such as sip:sip.carrier.example:5060.")
        String detail) {}
