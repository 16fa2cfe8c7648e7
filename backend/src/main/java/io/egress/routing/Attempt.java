package io.egress.routing;

import io.egress.trunk.SipUri;
import io.egress.trunk.Transport;
import io.egress.trunk.Trunk;
import java.util.List;
import java.util.Optional;

/**
 * The INVITE that one trunk's carrier sees.
 *
 * @param sentTo the outbound proxy as {@code host[:port]}; empty: the host and port of the Request-URI
 * @param codecs what is left of the offer, in the order in which the carrier is asked to take it
 */
public record Attempt(
        String trunkId,
        Optional<String> sentTo,
        Transport transport,
        String requestUri,
        Identity caller,
        List<String> codecs) {

    /**
     * What a trunk makes of a call, be it enabled or not.
     *
     * @return empty if the call is refused, or nothing of its offer is left for the trunk
     */
    public static Optional<Attempt> of(Trunk trunk, String baseNumber, Call call) {
        if (call.refusal().isPresent()) {
            return Optional.empty();
        }
        return Offer.cut(call.codecs(), trunk.codecs())
                .map(codecs -> new Attempt(
                        trunk.trunkId(),
                        trunk.outboundProxy().map(SipUri::place),
                        trunk.transport(),
                        requestUri(Dialled.destination(call.destination()).orElseThrow(), trunk),
                        Identity.of(trunk, baseNumber, call),
                        codecs));
    }

    private static String requestUri(String destination, Trunk trunk) {
        var written = new Written(trunk);
        return "sip:" + written.user(destination) + "@" + trunk.sipUri().place()
                + trunk.sipUri()
                        .parametersOnTheWire()
                        .map(parameters -> ";" + parameters)
                        .orElse("")
                + written.parameter(destination);
    }
}
