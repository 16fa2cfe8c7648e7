package io.egress.trunk;

import java.util.List;

/**
 * An outbound SIP trunk; an illegal combination can't be built from a request.
 *
 * @param priority 0–100, higher preferred; ties go to the smaller trunk ID
 * @param maxConcurrentCalls 0: unlimited
 * @param codecs RTP encoding names in the order of preference
 */
public record Trunk(
        String trunkId,
        String name,
        SipUri sipUri,
        boolean enabled,
        int priority,
        Transport transport,
        AuthMethod authMethod,
        CallerId callerId,
        int maxConcurrentCalls,
        List<String> codecs) {}
