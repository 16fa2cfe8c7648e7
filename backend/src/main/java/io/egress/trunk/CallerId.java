package io.egress.trunk;

/** Who calls, as the carrier sees it, unless {@code transfer()} says otherwise. */
public sealed interface CallerId {
    String wireName();

    /** The agent's own From. */
    record Passthrough() implements CallerId {
        @java.lang.Override
        public String wireName() {
            return "passthrough";
        }
    }

    /** The call's base number. */
    record BaseNumber() implements CallerId {
        @java.lang.Override
        public String wireName() {
            return "base_number";
        }
    }

    /** Always this: E.164 or a SIP user part. */
    record Override(String value) implements CallerId {
        @java.lang.Override
        public String wireName() {
            return "override";
        }
    }
}
