package io.egress.routing;

import java.util.List;

/**
 * The INVITE that one trunk's carrier sees.
 *
 * @param from the addr-spec of From
 * @param assertedIdentity the addr-spec of P-Asserted-Identity
 * @param codecs what is left of the offer, in the order in which the carrier is asked to take it
 */
public record Attempt(String trunkId, String requestUri, String from, String assertedIdentity, List<String> codecs) {}
