package io.egress.trunk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.egress.security.CertificateFacts;
import io.egress.web.LinkSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A trunk as it is. There is no member for a password. */
@Schema(name = "Trunk", description = "An outbound SIP trunk")
@JsonInclude(JsonInclude.Include.NON_NULL)
record TrunkResponse(
        @Schema(required = true, examples = "acme") String trunkId,
        @Schema(required = true, examples = "Acme Telecom") String name,

        @Schema(required = true, examples = "sip:sip.acme.example")
        String sipUri,

        @Schema(required = true) boolean enabled,
        @Schema(required = true, examples = "50") int priority,

        @Schema(
                required = true,
                enumeration = {"udp", "tcp", "tls"})
        String transport,

        @Schema(
                required = true,
                enumeration = {"ip_only", "digest", "registration", "ip_and_digest", "tls_mutual"})
        String authMethod,

        String authUser,

        @Schema(required = true, description = "Whether a password is stored; it is never shown")
        boolean authPassSet,

        Instant authPassChangedAt,
        String authRealm,

        @Schema(
                required = true,
                description = "Networks that calls go to and requests come from; empty: any",
                examples = "[\"192.0.2.0/24\"]")
        List<String> allowedIps,

        @Schema(description = "For tls_mutual: the variable with the client certificate", examples = "ACME_CERT")
        String tlsCertVariable,

        @Schema(description = "What tlsCertVariable holds; absent unless the method is tls_mutual")
        TlsCertificate tlsCertificate,

        @Schema(
                required = true,
                enumeration = {"passthrough", "base_number", "override"})
        String callerIdMode,

        String callerIdOverride,

        @Schema(required = true, description = "0: unlimited")
        int maxConcurrentCalls,

        @Schema(required = true, description = "In the order of preference")
        List<String> codecPreferences,

        @Schema(description = "All of them, sorted; left out of lists if there are more than 20")
        List<String> baseNumbers,

        @Schema(required = true, examples = "1") long baseNumberCount,

        @Schema(description = "Absent: the host of the SIP URI")
        String fromDomain,

        @Schema(
                required = true,
                description = "Who stands in From",
                enumeration = {"caller", "auth_user"})
        String fromUser,

        @Schema(
                required = true,
                description = "The header that says who calls",
                enumeration = {"pai", "ppi", "rpid", "none"})
        String identityHeader,

        @Schema(
                required = true,
                description = "How E.164 numbers are written",
                enumeration = {"e164_plus", "e164", "national"})
        String numberFormat,

        @Schema(description = "For national", examples = "49")
        String countryCode,

        @Schema(required = true, description = "Whether telephone numbers carry ;user=phone")
        boolean userPhone,

        @Schema(description = "Absent: requests go to the SIP URI")
        String outboundProxy,

        @Schema(description = "Absent: what the proxies trust")
        String tlsCaVariable,

        @Schema(description = "Seconds that the carrier may ring; absent: as the proxies are set", examples = "45")
        Integer ringTimeout,

        @Schema(required = true) long revision,
        @Schema(required = true) Instant createdAt,
        @Schema(required = true) String createdBy,
        @Schema(required = true) Instant updatedAt,
        @Schema(required = true) String updatedBy,
        @Schema(required = true) TrunkStatus status) {

    /**
     * A client certificate; nothing of its key.
     *
     * @param daysLeft whole days until it, or a certificate of its chain, ends; below 0 since then
     */
    @Schema(name = "TlsCertificate", description = "The client certificate")
    record TlsCertificate(
            @Schema(required = true, examples = "CN=platform.example")
            String subject,

            @Schema(required = true, description = "When it, or a certificate of its chain, ends")
            Instant notAfter,

            @Schema(required = true, description = "Whole days until then; below 0 since then", examples = "89")
            long daysLeft) {

        static TlsCertificate of(CertificateFacts facts, Instant now) {
            return new TlsCertificate(facts.subject(), facts.notAfter(), facts.daysLeft(now));
        }
    }

    static TrunkResponse of(
            TrunkEntity trunk, Optional<TlsCertificate> certificate, LinkSummary numbers, TrunkStatus status) {
        var stamps = trunk.stamps;
        return new TrunkResponse(
                trunk.trunkId,
                trunk.name,
                trunk.sipUri,
                trunk.enabled,
                trunk.priority,
                trunk.transport,
                trunk.authMethod,
                trunk.authUser,
                trunk.authPass != null,
                trunk.authPassChangedAt,
                trunk.authRealm,
                trunk.allowedIps,
                trunk.tlsCertVariable,
                certificate.orElse(null),
                trunk.callerIdMode,
                trunk.callerIdOverride,
                trunk.maxConcurrentCalls,
                trunk.codecPreferences,
                numbers.keys(),
                numbers.count(),
                trunk.fromDomain,
                trunk.fromUser,
                trunk.identityHeader,
                trunk.numberFormat,
                trunk.countryCode,
                trunk.userPhone,
                trunk.outboundProxy,
                trunk.tlsCaVariable,
                trunk.ringTimeout,
                stamps.revision,
                stamps.createdAt,
                stamps.createdBy,
                stamps.updatedAt,
                stamps.updatedBy,
                status);
    }
}
