package io.egress.trunk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The header in which the carrier reads who calls. */
public enum IdentityHeader {
    /** P-Asserted-Identity (RFC 3325 §9.1). */
    PAI("P-Asserted-Identity"),
    /** P-Preferred-Identity (RFC 3325 §9.2). */
    PPI("P-Preferred-Identity"),
    /** Remote-Party-ID, which never became a standard. */
    RPID("Remote-Party-ID"),
    NONE(null);

    private final String headerName;

    IdentityHeader(String headerName) {
        this.headerName = headerName;
    }

    /** Empty: the carrier wants none. */
    public Optional<String> headerName() {
        return Optional.ofNullable(headerName);
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<IdentityHeader> of(String wireName) {
        return Arrays.stream(values())
                .filter(header -> header.wireName().equals(wireName))
                .findFirst();
    }
}
