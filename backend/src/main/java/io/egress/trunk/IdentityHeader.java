package io.egress.trunk;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The header in which the carrier reads who calls. */
public enum IdentityHeader {
    /** P-Asserted-Identity (RFC 3325 §9.1). */
    PAI,
    /** P-Preferred-Identity (RFC 3325 §9.2). */
    PPI,
    /** Remote-Party-ID, which never became a standard. */
    RPID,
    NONE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<IdentityHeader> of(String wireName) {
        return Arrays.stream(values()).filter(header -> header.wireName().equals(wireName)).findFirst();
    }
}
