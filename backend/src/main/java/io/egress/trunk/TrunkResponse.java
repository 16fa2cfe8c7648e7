package io.egress.trunk;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A trunk as it is. There is no member for a password. */
@Schema(name = "Trunk", description = "An outbound SIP trunk")
@JsonInclude(JsonInclude.Include.NON_NULL)
record TrunkResponse(
        @Schema(required = true, examples = "acme") String trunkId,
        @Schema(required = true, examples = "Acme Telecom") String name,
        @Schema(required = true, examples = "sip:sip.acme.example") String sipUri,
        @Schema(required = true) boolean enabled,
        @Schema(required = true, examples = "50") int priority,
        @Schema(required = true, enumeration = {"udp", "tcp", "tls"}) String transport,
        @Schema(required = true, enumeration = {"ip_only", "digest", "registration", "ip_and_digest", "tls_mutual"})
        String authMethod,
        String authUser,
        @Schema(required = true, description = "Whether a password is stored; it is never shown") boolean authPassSet,
        Instant authPassChangedAt,
        String authRealm,
        @Schema(required = true) List<String> allowedIps,
        String tlsCertVariable,
        @Schema(required = true, enumeration = {"passthrough", "base_number", "override"}) String callerIdMode,
        String callerIdOverride,
        @Schema(required = true, description = "0: unlimited") int maxConcurrentCalls,
        @Schema(required = true, description = "In the order of preference") List<String> codecPreferences,
        @Schema(required = true) List<String> baseNumbers,
        @Schema(required = true) long revision,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) String createdBy,
        @Schema(required = true) Instant updatedAt,
        @Schema(required = true) String updatedBy,
        @Schema(required = true) TrunkStatus status) {

    static TrunkResponse of(TrunkEntity trunk, List<String> baseNumbers, TrunkStatus status) {
        var stamps = trunk.stamps;
        return new TrunkResponse(trunk.trunkId, trunk.name, trunk.sipUri, trunk.enabled, trunk.priority, trunk.transport,
                trunk.authMethod, trunk.authUser, trunk.authPass != null, trunk.authPassChangedAt, trunk.authRealm,
                trunk.allowedIps, trunk.tlsCertVariable, trunk.callerIdMode, trunk.callerIdOverride,
                trunk.maxConcurrentCalls, trunk.codecPreferences, baseNumbers, stamps.revision, stamps.createdAt,
                stamps.createdBy, stamps.updatedAt, stamps.updatedBy, status);
    }
}
