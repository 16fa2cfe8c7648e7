package io.egress.rotation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Under which keys the encrypted values are.
 *
 * @param remaining values that are not under the active key
 * @param unopenable how many of them can't be opened: only giving them anew helps
 */
@Schema(description = "Under which keys the encrypted values are, and what is done about it")
record KeyRotation(
        @Schema(
                required = true,
                readOnly = true,
                description = "The key that seals what is new, first of the keys",
                examples = "k2")
        String activeKeyId,

        @Schema(required = true, readOnly = true) State state,

        @Schema(required = true, readOnly = true, description = "The keys in their order, then others that are in use")
        List<KeyUse> keys,

        @Schema(
                required = true,
                readOnly = true,
                description = "Values that are not under the active key",
                examples = "0")
        long remaining,

        @Schema(
                required = true,
                readOnly = true,
                description = "How many of them could not be opened the last time: " + "they have to be given anew",
                examples = "0")
        long unopenable,

        @Schema(
                required = true,
                readOnly = true,
                description = "Where those stand, the first 100 of them",
                examples = "[\"trunk/acme/authPass\", \"variable/default/ACME_CERT\"]")
        List<String> unopenableValues) {

    /** How far it is. */
    @Schema(
            name = "KeyRotationState",
            description = "idle: values are left and nobody works on them; running: some replica "
                    + "does; done: all are under the active key")
    enum State {
        @JsonProperty("idle")
        IDLE,
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("done")
        DONE
    }

    /** A key at work. */
    @Schema(description = "How many values are under a key")
    record KeyUse(
            @Schema(required = true, readOnly = true, examples = "k2")
            String keyId,

            @Schema(required = true, readOnly = true, examples = "1843")
            long values) {}
}
