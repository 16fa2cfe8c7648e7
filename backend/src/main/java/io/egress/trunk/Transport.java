package io.egress.trunk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How SIP travels to the carrier (RFC 3261 §18). */
public enum Transport {
    UDP,
    TCP,
    TLS;

    static final List<String> WIRE_NAMES =
            Arrays.stream(values()).map(Transport::wireName).toList();

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Transport> of(String wireName) {
        return Arrays.stream(values())
                .filter(transport -> transport.wireName().equals(wireName))
                .findFirst();
    }
}
