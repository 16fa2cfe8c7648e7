package io.egress.trunk;

import java.util.List;
import java.util.Optional;

/**
 * An outbound SIP trunk; an illegal combination can't be built from a request.
 *
 * @param outboundProxy where requests go instead of the SIP URI's host
 * @param priority 0–100, higher preferred; ties go to the smaller trunk ID
 * @param allowedIps empty: anywhere
 * @param tlsCa what the carrier is verified against; empty: what the proxies trust
 * @param maxConcurrentCalls 0: unlimited
 * @param ringTimeout seconds, 5–180, that the carrier may ring; empty: as the proxies are set
 * @param codecs RTP encoding names in the order of preference
 */
public record Trunk(
        String trunkId,
        String name,
        SipUri sipUri,
        Optional<SipUri> outboundProxy,
        boolean enabled,
        int priority,
        Transport transport,
        AuthMethod authMethod,
        Optional<AllowedIps> allowedIps,
        Optional<PemVariable> tlsCa,
        CallerId callerId,
        Habits habits,
        int maxConcurrentCalls,
        Optional<Integer> ringTimeout,
        List<String> codecs) {

    public Trunk {
        if (authMethod instanceof AuthMethod.IpAndDigest && allowedIps.isEmpty()) {
            throw new IllegalArgumentException("ip_and_digest without allowed IPs");
        }
    }

    /** The domain of From, To and identity. */
    public String domain() {
        return habits.fromDomain().orElse(sipUri.host());
    }

    /** The user part that is registered. */
    public Optional<String> registeredUser() {
        return authMethod instanceof AuthMethod.Registration registration
                ? sipUri.user().or(() -> Optional.of(registration.credentials().account()))
                : Optional.empty();
    }
}
