package io.egress.routing;

import io.egress.trunk.CallerId;
import java.util.Locale;

/** Why a carrier sees this caller. */
public enum CallerIdRule {
    /** The agent asked for it; that wins over the trunk's mode. */
    TRANSFER,
    PASSTHROUGH,
    BASE_NUMBER,
    OVERRIDE;

    public static CallerIdRule of(CallerId mode, Call call) {
        return call.wish().isPresent() ? TRANSFER : valueOf(mode.wireName().toUpperCase(Locale.ROOT));
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
