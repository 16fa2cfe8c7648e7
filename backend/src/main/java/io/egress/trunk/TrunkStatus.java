package io.egress.trunk;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a saved trunk is in force.
 *
 * @param liveOn proxies that route by this very revision
 * @param nodes proxies that are alive
 */
@Schema(description = "Where the saved trunk is in force")
public record TrunkStatus(
        @Schema(required = true) State state,
        @Schema(required = true, examples = "2") int liveOn,
        @Schema(required = true, examples = "2") int nodes,
        @Schema(required = true) List<Reason> reasons) {

    /** The states, from good to bad. */
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
            @Schema(required = true, examples = "sip.carrier.example does not resolve") String reason) {}

    static TrunkStatus disabled() {
        return new TrunkStatus(State.DISABLED, 0, 0, List.of());
    }
}
