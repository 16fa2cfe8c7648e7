package io.egress.trunk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How SIP travels to the carrier (RFC 3261 §18). */
public enum Transport {
    UDP,
    TCP,
    TLS;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Transport> of(String wireName) {
        return Arrays.stream(values()).filter(transport -> transport.wireName().equals(wireName)).findFirst();
    }
}
