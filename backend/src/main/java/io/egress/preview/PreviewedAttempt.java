package io.egress.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.egress.routing.Attempt;
import io.egress.routing.Identity;
import io.egress.trunk.Trunk;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The INVITE as its parts stand on the wire.
 *
 * @param fromDisplay null if there is none
 * @param identityHeader null if the carrier wants none
 * @param privacy null if the caller does not mind being known
 */
@Schema(description = "The INVITE that a trunk's carrier gets, as its parts stand on the wire")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PreviewedAttempt(
        @Schema(required = true, examples = "acme") String trunkId,

        @Schema(
                required = true,
                description = "The host, and the port if one is given, that it is sent to; without a port "
                        + "DNS says where (SRV, else A and AAAA)",
                examples = "sip.acme.example")
        String sentTo,

        @Schema(
                required = true,
                enumeration = {"udp", "tcp", "tls"})
        String transport,

        @Schema(required = true, examples = "sip:+4989123456@sip.acme.example")
        String requestUri,

        @Schema(required = true, description = "The URI of From", examples = "sip:+493012345@sip.acme.example")
        String from,

        @Schema(description = "The name before it, with its quotes; absent: none", examples = "\"Anna, Support\"")
        String fromDisplay,

        @Schema(description = "The header that says who calls; absent: none")
        CallerHeader identityHeader,

        @Schema(
                description = "The value of the header Privacy (RFC 3323); absent: none",
                enumeration = {"id"})
        String privacy,

        @Schema(
                required = true,
                description = "RTP encoding names, in the order in which the carrier is asked to take them",
                examples = "[\"PCMA\",\"PCMU\",\"telephone-event\"]")
        List<String> codecs) {

    /** A header that says who calls. */
    @Schema(name = "PreviewedIdentityHeader", description = "A header that says who calls")
    record CallerHeader(
            @Schema(
                    required = true,
                    enumeration = {"P-Asserted-Identity", "P-Preferred-Identity", "Remote-Party-ID"})
            String name,

            @Schema(required = true, examples = "<sip:+493012345@sip.acme.example>")
            String value) {

        static CallerHeader of(Identity.Asserted asserted) {
            return new CallerHeader(asserted.name(), asserted.value());
        }
    }

    static PreviewedAttempt of(Attempt attempt, Trunk trunk) {
        var caller = attempt.caller();
        return new PreviewedAttempt(
                attempt.trunkId(),
                attempt.sentTo().orElse(trunk.sipUri().place()),
                attempt.transport().wireName(),
                attempt.requestUri(),
                caller.from(),
                caller.display().orElse(null),
                caller.asserted().map(CallerHeader::of).orElse(null),
                caller.privacy().orElse(null),
                attempt.codecs());
    }
}
