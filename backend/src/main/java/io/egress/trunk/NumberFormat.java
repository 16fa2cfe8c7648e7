package io.egress.trunk;

/** How the carrier wants E.164 numbers written. */
public sealed interface NumberFormat {
    String wireName();

    /** With the plus. */
    record E164Plus() implements NumberFormat {
        @Override
        public String wireName() {
            return "e164_plus";
        }
    }

    /** The digits alone. */
    record E164() implements NumberFormat {
        @Override
        public String wireName() {
            return "e164";
        }
    }

    /**
     * As they are dialled in one country.
     *
     * @param countryCode 1 to 3 digits
     */
    record National(String countryCode) implements NumberFormat {
        @Override
        public String wireName() {
            return "national";
        }
    }
}
