package io.egress.trunk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.egress.trunk.TrunkStatus.RegistrationState;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of the calls over a trunk, and of its registration, in the course of time. */
@Schema(name = "TrunkHistory", description = "What became of the calls over the trunk, and of its registration")
public record TrunkHistory(
        @Schema(required = true, description = "The beginning of a slot")
        Instant from,

        @Schema(required = true, description = "Now") Instant to,

        @Schema(required = true, description = "The length of each slot", examples = "300")
        int slotSeconds,

        @Schema(
                required = true,
                description = "Those in which something happened, the oldest first; the last one may be "
                        + "going on, and is a few seconds behind")
        List<Slot> slots,

        @Schema(required = true, description = "The newest first; at most about 200")
        List<RegistrationChange> registrations) {

    /**
     * What proxies counted from one time to another.
     *
     * @param limit null: none
     * @param ringDelay null: nothing rang
     */
    @Schema(name = "HistorySlot", description = "What the proxies counted together in one slot")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Slot(
            @Schema(required = true, description = "When it began")
            Instant at,

            @Schema(
                    required = true,
                    description =
                            "Calls at one time. Of a trunk without a limit that does not register: "
                                    + "the sum of what each proxy had at most, which may be more than there ever were at one time",
                    examples = "3")
            int peakCalls,

            @Schema(description = "The most calls that the trunk could have; absent: any number", examples = "10")
            Integer limit,

            @Schema(
                    required = true,
                    description =
                            "Calls that went on to another trunk, or were refused, because this " + "one had its limit",
                    examples = "0")
            int passedOverAtCap,

            @Schema(required = true) Outcomes attempts,
            @Schema(description = "Absent: nothing rang") RingDelay ringDelay) {}

    /** How attempts ended; those that were answered count when they were, not when the call ended. */
    @Schema(
            name = "AttemptOutcomes",
            description = "How many attempts ended so. Answered ones count when they were answered")
    public record Outcomes(
            @Schema(required = true, examples = "12") int answered,
            @Schema(required = true, examples = "1") int busy,

            @JsonProperty("no_answer") @Schema(required = true, examples = "1")
            int noAnswer,

            @Schema(
                    required = true,
                    description = "By the callee, or for a reason that is not the carrier's alone: "
                            + "declined, number unknown, codecs",
                    examples = "0")
            int rejected,

            @JsonProperty("carrier_refused")
            @Schema(
                    required = true,
                    description = "By the carrier: 3xx, 401, 403, 407, " + "5xx, and refusals of the caller",
                    examples = "0")
            int carrierRefused,

            @Schema(required = true, description = "Silence, or could not be sent", examples = "0")
            int unreachable,

            @Schema(required = true, description = "By the agent", examples = "0")
            int cancelled) {}

    /** From the first INVITE to the first provisional answer other than 100. */
    @Schema(name = "RingDelay", description = "Milliseconds from the first INVITE to the first 180 or 183, within 9 %")
    public record RingDelay(
            @Schema(required = true, examples = "1900") int median,

            @Schema(required = true, description = "95 of 100 were not slower", examples = "4100")
            int p95) {}

    /** How far a registration was from then on. */
    @Schema(name = "RegistrationChange", description = "How far the registration was from then on")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RegistrationChange(
            @Schema(required = true) Instant at,

            @Schema(required = true, description = "The proxy that registered the trunk", examples = "proxy-1")
            String node,

            @Schema(required = true) RegistrationState state,

            @Schema(description = "The carrier's answer; 408 when there was none", examples = "200")
            Integer code,

            @Schema(examples = "OK") String reason) {}
}
