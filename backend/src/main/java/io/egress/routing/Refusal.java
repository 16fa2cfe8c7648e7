package io.egress.routing;

/** Why no trunk is even tried; {@code X-Egress-Reason} carries the reason. */
public enum Refusal {
    NO_BASE_NUMBER(403, "no-base-number"),
    NO_TRUNK(404, "no-trunk"),
    BAD_DESTINATION(484, "bad-destination"),
    BAD_CALLER_ID(400, "bad-caller-id"),
    CODEC_MISMATCH(488, "codec-mismatch");

    private final int status;
    private final String reason;

    Refusal(int status, String reason) {
        this.status = status;
        this.reason = reason;
    }

    /** The status of the answer (RFC 3261 §21). */
    public int status() {
        return status;
    }

    public String reason() {
        return reason;
    }
}
