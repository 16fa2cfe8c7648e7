package io.egress.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.egress.routing.Ranked;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What becomes of a call by a trunk that is not saved.
 *
 * @param attempt null if nothing is sent over the trunk
 * @param refusal null if a trunk is tried
 */
@Schema(description = "What becomes of a call by a trunk as it is being edited; every trunk counts as ready")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RoutePreview(
        @Schema(required = true, description = "Whose calls are looked at", examples = "+493012345")
        String baseNumber,

        @Schema(
                required = true,
                description =
                        "true: the trunk is not linked to the base number; other trunks are not " + "looked at then")
        boolean isSample,

        @Schema(
                description =
                        "The INVITE that the trunk's carrier gets, once its turn comes and it is enabled; absent: "
                                + "nothing is sent over this trunk")
        PreviewedAttempt attempt,

        @Schema(
                required = true,
                description = "Why this caller is shown; transfer: the agent asked for it",
                enumeration = {"transfer", "passthrough", "base_number", "override"})
        String callerIdRule,

        @Schema(description = "What the agent is answered; absent: some trunk is tried")
        PreviewedRefusal refusal,

        @Schema(required = true, description = "The messages by which the carrier lets a call in, in their order")
        List<Step> ladder,

        @Schema(
                required = true,
                description = "The trunks of the base number with this one among them, as it would be "
                        + "saved, in winning order")
        List<Candidate> candidates) {

    /** Why a call never leaves. */
    @Schema(name = "PreviewedRefusal", description = "Why the call never leaves")
    record PreviewedRefusal(
            @Schema(required = true, description = "SIP status", examples = "488")
            int status,

            @Schema(
                    required = true,
                    description = "As in X-Egress-Reason",
                    enumeration = {"no-trunk", "bad-destination", "bad-caller-id", "codec-mismatch"})
            String reason) {}

    /** One message between us and the carrier. */
    @Schema(name = "LadderStep", description = "One message between us and the carrier")
    record Step(
            @Schema(required = true) Direction direction,

            @Schema(
                    required = true,
                    description = "What is sent: a SIP method, a status and its phrase, or a message of TLS",
                    examples = "INVITE")
            String message,

            @Schema(required = true) Kind step) {}

    /** Who sends. */
    @Schema(name = "LadderDirection")
    enum Direction {
        @JsonProperty("to_carrier")
        TO_CARRIER,
        @JsonProperty("from_carrier")
        FROM_CARRIER
    }

    /** What a message is for. */
    @Schema(name = "LadderStepKind")
    enum Kind {
        @JsonProperty("tls_handshake")
        TLS_HANDSHAKE,
        @JsonProperty("tls_client_certificate")
        TLS_CLIENT_CERTIFICATE,
        @JsonProperty("register")
        REGISTER,
        @JsonProperty("register_challenge")
        REGISTER_CHALLENGE,
        @JsonProperty("register_with_password")
        REGISTER_WITH_PASSWORD,
        @JsonProperty("registered")
        REGISTERED,
        @JsonProperty("invite")
        INVITE,
        @JsonProperty("challenge")
        CHALLENGE,
        @JsonProperty("invite_with_password")
        INVITE_WITH_PASSWORD,
        @JsonProperty("ringing")
        RINGING,
        @JsonProperty("answer")
        ANSWER
    }

    /** A trunk of the base number. */
    @Schema(name = "PreviewedCandidate", description = "A trunk that calls from the base number may take")
    record Candidate(
            @Schema(required = true, examples = "acme") String trunkId,

            @Schema(required = true, examples = "Acme Telecom")
            String name,

            @Schema(required = true, examples = "50") int priority,

            @Schema(required = true, description = "Whether it is the trunk that is being edited")
            boolean isDraft,

            @Schema(
                    required = true,
                    description = "first: tried first; next: tried when those before it failed",
                    enumeration = {"first", "next", "disabled", "no_common_codec"})
            String outcome) {

        static Candidate of(Ranked ranked, String draftId) {
            var trunk = ranked.trunk();
            return new Candidate(
                    trunk.trunkId(),
                    trunk.name(),
                    trunk.priority(),
                    trunk.trunkId().equals(draftId),
                    ranked.outcome().wireName());
        }
    }
}
