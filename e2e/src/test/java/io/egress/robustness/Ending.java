package io.egress.robustness;

import java.util.Random;

/** How a call of the cap's check ends; its destination says it. */
enum Ending {
    AGENT,
    CARRIER,
    CANCEL,
    BUSY,
    BROKEN,
    SILENCE;

    private static final String PREFIX = "+49895";

    String destination() {
        return PREFIX + ordinal() + "00";
    }

    static Ending of(String requestUri) {
        int at = requestUri.indexOf(PREFIX) + PREFIX.length();
        return values()[requestUri.charAt(at) - '0'];
    }

    /** Silence, which takes its time, is rare. */
    static Ending any(Random random) {
        return random.nextInt(200) == 0 ? SILENCE : values()[random.nextInt(SILENCE.ordinal())];
    }
}
