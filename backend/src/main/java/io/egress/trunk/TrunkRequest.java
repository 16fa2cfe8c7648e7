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
public record TrunkRequest(
        @Schema(description = "Needed on create, can't be changed", pattern = TrunkRules.TRUNK_ID, examples = "acme")
        String trunkId,

        @Schema(description = "A name for people", examples = "Acme Telecom")
        @NotBlank(message = "Give the trunk a name.")
        @Size(max = 100, message = "Give at most 100 characters.")
        String name,

        @Schema(
                description = "The carrier: a SIP or SIPS URI with a host, perhaps a port and parameters",
                examples = "sip:sip.acme.example")
        @NotBlank(message = "Give the carrier's SIP URI, such as sip:sip.carrier.example.")
        @Size(max = 500, message = "Give at most 500 characters.")
        String sipUri,

        @Schema(description = "A disabled trunk takes no calls") @NotNull(message = "Say true or false.")
        Boolean enabled,

        @Schema(description = "Higher is preferred; ties go to the smaller trunk ID", defaultValue = "50")
        @Min(value = 0, message = "Give a number from 0 to 100.")
        @Max(value = 100, message = "Give a number from 0 to 100.")
        Integer priority,

        @Schema(enumeration = {"udp", "tcp", "tls"}) @NotBlank(message = "Give udp, tcp or tls.")
        String transport,

        @Schema(enumeration = {"ip_only", "digest", "registration", "ip_and_digest", "tls_mutual"})
        @NotBlank(message = "Give ip_only, digest, registration, ip_and_digest or tls_mutual.")
        String authMethod,

        @Schema(description = "For digest, registration and ip_and_digest", examples = "acme-user")
        @Size(max = 128, message = "Give at most 128 characters.")
        String authUser,

        @Schema(
                description = "With authUser; left out of an update it stays as it is",
                writeOnly = true,
                extensions = @Extension(name = "x-sensitivity", value = "secret"))
        @Size(max = 256, message = "Give at most 256 characters.")
        String authPass,

        @Schema(description = "With authUser: the only realm to answer; absent: any", examples = "acme.example")
        @Size(max = 128, message = "Give at most 128 characters.")
        String authRealm,

        @Schema(
                description = "Addresses and networks: calls and credentials go only there, the carrier's requests "
                        + "come only from there. Required for ip_and_digest",
                examples = "[\"192.0.2.0/24\",\"2001:db8::10\"]")
        @Size(max = 200, message = "Give at most 200 networks.")
        List<String> allowedIps,

        @Schema(
                description = "For tls_mutual: the variable, of type secret, with the PEM certificate chain, our own "
                        + "certificate first, and its private key",
                pattern = TlsVariables.NAME,
                examples = "ACME_CERT")
        String tlsCertVariable,

        @Schema(enumeration = {"passthrough", "base_number", "override"})
        @NotBlank(message = "Give passthrough, base_number or override.")
        String callerIdMode,

        @Schema(description = "For override: E.164 or a SIP user part")
        String callerIdOverride,

        @Schema(description = "Early and answered calls, counted over all proxies; 0: unlimited", defaultValue = "0")
        @Min(value = 0, message = "Give 0 for unlimited.")
        Integer maxConcurrentCalls,

        @Schema(description = "RTP encoding names in the order of preference; [\"PCMA\",\"PCMU\"] if absent")
        List<String> codecPreferences,

        @Schema(description = "The linked base numbers; absent: they stay as they are")
        List<String> baseNumbers,

        @Schema(
                description = "Domain of From, To and identity; absent: the host of the SIP URI",
                examples = "ims.acme.example")
        @Size(max = 255, message = "Give at most 255 characters.")
        String fromDomain,

        @Schema(
                description = "Who stands in From: the caller, or authUser up to any @",
                enumeration = {"caller", "auth_user"},
                defaultValue = "caller")
        String fromUser,

        @Schema(
                description = "The header that says who calls: P-Asserted-Identity, P-Preferred-Identity, "
                        + "Remote-Party-ID, or none of them",
                enumeration = {"pai", "ppi", "rpid", "none"},
                defaultValue = "pai")
        String identityHeader,

        @Schema(
                description = "How E.164 destinations and callers are written: with plus, as digits alone, or as they "
                        + "are dialled in the country of countryCode",
                enumeration = {"e164_plus", "e164", "national"},
                defaultValue = "e164_plus")
        String numberFormat,

        @Schema(description = "For national: 1 to 3 digits", pattern = "^[1-9][0-9]{0,2}$", examples = "49")
        String countryCode,

        @Schema(description = "Whether telephone numbers carry ;user=phone", defaultValue = "false")
        Boolean userPhone,

        @Schema(
                description = "Where requests go instead of the SIP URI's host: a SIP URI with a host and perhaps a "
                        + "port",
                examples = "sip:proxy.acme.example")
        @Size(max = 500, message = "Give at most 500 characters.")
        String outboundProxy,

        @Schema(
                description = "With the transport tls: the variable with the CA certificates in PEM that the carrier "
                        + "is verified against; absent: those that the proxies trust",
                pattern = TlsVariables.NAME,
                examples = "ACME_CA")
        String tlsCaVariable,

        @Schema(
                description =
                        "Seconds that the carrier may ring until the call ends unanswered; absent: as the proxies "
                                + "are set, 180 unless told otherwise",
                examples = "45")
        @Min(value = 5, message = "Give 5 to 180 seconds, or leave it out.")
        @Max(value = 180, message = "Give 5 to 180 seconds, or leave it out.")
        Integer ringTimeout) {

    /** What would have to be asked for to have this trunk; its password and base numbers left out. */
    static TrunkRequest of(TrunkEntity trunk) {
        return new TrunkRequest(
                trunk.trunkId,
                trunk.name,
                trunk.sipUri,
                trunk.enabled,
                trunk.priority,
                trunk.transport,
                trunk.authMethod,
                trunk.authUser,
                null,
                trunk.authRealm,
                trunk.allowedIps,
                trunk.tlsCertVariable,
                trunk.callerIdMode,
                trunk.callerIdOverride,
                trunk.maxConcurrentCalls,
                trunk.codecPreferences,
                null,
                trunk.fromDomain,
                trunk.fromUser,
                trunk.identityHeader,
                trunk.numberFormat,
                trunk.countryCode,
                trunk.userPhone,
                trunk.outboundProxy,
                trunk.tlsCaVariable,
                trunk.ringTimeout);
    }

    /** The same, to be turned on. */
    TrunkRequest enabledOne() {
        return new TrunkRequest(
                trunkId,
                name,
                sipUri,
                true,
                priority,
                transport,
                authMethod,
                authUser,
                authPass,
                authRealm,
                allowedIps,
                tlsCertVariable,
                callerIdMode,
                callerIdOverride,
                maxConcurrentCalls,
                codecPreferences,
                baseNumbers,
                fromDomain,
                fromUser,
                identityHeader,
                numberFormat,
                countryCode,
                userPhone,
                outboundProxy,
                tlsCaVariable,
                ringTimeout);
    }

    public TrunkRequest {
        name = name == null ? null : name.strip();
    }

    @Override
    public String toString() {
        return "TrunkRequest[" + trunkId + "]";
    }
}
