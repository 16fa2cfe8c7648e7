package io.egress.trunk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a saved trunk is in force, and what it does there.
 *
 * @param liveOn proxies that route by this very revision
 * @param nodes proxies that are alive
 * @param callsNow early and answered calls over all proxies that are alive
 * @param registration null unless the trunk registers and a proxy has said how that goes
 */
@Schema(description = "Where the saved trunk is in force, and what it does there")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrunkStatus(
        @Schema(required = true) State state,

        @Schema(required = true, description = "Proxies that route by this very revision", examples = "2")
        int liveOn,

        @Schema(required = true, description = "Proxies that are alive", examples = "2")
        int nodes,

        @Schema(required = true, description = "Why proxies do not use it")
        List<Reason> reasons,

        @Schema(
                required = true,
                description = "Early and answered calls over all proxies that are alive",
                examples = "3")
        int callsNow,

        @Schema(description = "Absent unless the trunk registers and a proxy has said how that goes")
        Registration registration) {

    /** The states, from good to bad. */
    @Schema(name = "TrunkState")
    public enum State {
        @JsonProperty("live")
        LIVE,
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("not_ready")
        NOT_READY,
        @JsonProperty("refused")
        REFUSED,
        @JsonProperty("disabled")
        DISABLED,
        @JsonProperty("unknown")
        UNKNOWN
    }

    /** Why a proxy does not use it. */
    @Schema(description = "Why a proxy does not use the trunk")
    public record Reason(
            @Schema(required = true, examples = "proxy-1") String node,

            @Schema(required = true, examples = "sip.carrier.example does not resolve")
            String reason) {}

    /** How far the trunk's registration is. */
    @Schema(description = "How far the trunk's registration is")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Registration(
            @Schema(
                    required = true,
                    description = "registering: no answer yet; failing: tried again at nextTryAt; "
                            + "rejected: not tried again until the trunk changes")
            RegistrationState state,

            @Schema(required = true, description = "The proxy that registers the trunk", examples = "proxy-1")
            String node,

            @Schema(description = "While it is registered") Instant registeredUntil,

            @Schema(description = "The carrier's last answer; 408 when there was none", examples = "200")
            Integer code,

            @Schema(examples = "OK") String reason,

            @Schema(description = "Absent if it is rejected")
            Instant nextTryAt,

            @Schema(required = true, description = "REGISTERs since the last success", examples = "1")
            int tries,

            @Schema(required = true) Instant changedAt) {}

    /** The states of a registration. */
    public enum RegistrationState {
        @JsonProperty("registering")
        REGISTERING,
        @JsonProperty("registered")
        REGISTERED,
        @JsonProperty("failing")
        FAILING,
        @JsonProperty("rejected")
        REJECTED
    }
}
