package io.egress.routing;

import io.egress.trunk.IdentityHeader;
import java.util.List;
import java.util.Optional;

/**
 * The INVITE that one trunk's carrier sees.
 *
 * @param sentTo the outbound proxy as {@code host[:port]}; empty: the host and port of the Request-URI
 * @param from the addr-spec of From
 * @param asserted who calls, where the carrier is told apart from From
 * @param codecs what is left of the offer, in the order in which the carrier is asked to take it
 */
public record Attempt(String trunkId, Optional<String> sentTo, String requestUri, String from,
        Optional<Asserted> asserted, List<String> codecs) {

    /**
     * A header that says who calls.
     *
     * @param identity an addr-spec
     */
    public record Asserted(IdentityHeader header, String identity) {}
}
