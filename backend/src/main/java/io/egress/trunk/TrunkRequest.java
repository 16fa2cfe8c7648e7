package io.egress.trunk;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A trunk as the page shows it: flat. What is missing is null. */
@Schema(name = "TrunkRequest", description = "A trunk as it shall be")
record TrunkRequest(
        @Schema(description = "Needed on create, can't be changed", pattern = TrunkRules.TRUNK_ID, examples = "acme")
        String trunkId,
        @Schema(description = "A name for people", examples = "Acme Telecom")
        @NotBlank(message = "Give the trunk a name.")
        @Size(max = 100, message = "Give at most 100 characters.") String name,
        @Schema(description = "The carrier: a SIP or SIPS URI with a host, perhaps a port and parameters",
                examples = "sip:sip.acme.example")
        @NotBlank(message = "Give the carrier's SIP URI, such as sip:sip.carrier.example.")
        @Size(max = 500, message = "Give at most 500 characters.") String sipUri,
        @Schema(description = "A disabled trunk takes no calls")
        @NotNull(message = "Say true or false.") Boolean enabled,
        @Schema(description = "Higher is preferred; ties go to the smaller trunk ID", defaultValue = "50")
        @Min(value = 0, message = "Give a number from 0 to 100.")
        @Max(value = 100, message = "Give a number from 0 to 100.") Integer priority,
        @Schema(enumeration = {"udp", "tcp", "tls"})
        @NotBlank(message = "Give udp, tcp or tls.") String transport,
        @Schema(enumeration = {"ip_only", "digest", "registration", "ip_and_digest", "tls_mutual"})
        @NotBlank(message = "Give ip_only or digest.") String authMethod,
        @Schema(description = "For digest")
        @Size(max = 128, message = "Give at most 128 characters.") String authUser,
        @Schema(description = "For digest; left out of an update it stays as it is", writeOnly = true,
                extensions = @Extension(name = "x-sensitivity", value = "secret"))
        @Size(max = 256, message = "Give at most 256 characters.") String authPass,
        @Schema(description = "For digest: the only realm to answer; absent: any")
        @Size(max = 128, message = "Give at most 128 characters.") String authRealm,
        @Schema(description = "Not supported yet") List<String> allowedIps,
        @Schema(description = "Not supported yet") String tlsCertVariable,
        @Schema(enumeration = {"passthrough", "base_number", "override"})
        @NotBlank(message = "Give passthrough, base_number or override.") String callerIdMode,
        @Schema(description = "For override: E.164 or a SIP user part") String callerIdOverride,
        @Schema(description = "More than 0 is not supported yet", defaultValue = "0")
        @Min(value = 0, message = "Give 0 for unlimited.") Integer maxConcurrentCalls,
        @Schema(description = "RTP encoding names in the order of preference; [\"PCMA\",\"PCMU\"] if absent")
        List<String> codecPreferences,
        @Schema(description = "The linked base numbers; absent: they stay as they are") List<String> baseNumbers,
        @Schema(description = "Not supported yet") String fromDomain,
        @Schema(description = "Not supported yet") String fromUser,
        @Schema(description = "Not supported yet") String identityHeader,
        @Schema(description = "Not supported yet") String numberFormat,
        @Schema(description = "Not supported yet") String countryCode,
        @Schema(description = "Not supported yet") Boolean userPhone,
        @Schema(description = "Not supported yet") String outboundProxy,
        @Schema(description = "Not supported yet") String tlsCaVariable) {

    TrunkRequest {
        name = name == null ? null : name.strip();
    }

    @Override
    public String toString() {
        return "TrunkRequest[" + trunkId + "]";
    }
}
