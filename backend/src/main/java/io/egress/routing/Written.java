package io.egress.routing;

import io.egress.trunk.NumberFormat;
import io.egress.trunk.Trunk;

/** Users and numbers as one carrier wants them. */
record Written(Trunk trunk) {
    /** E.164.D of the ITU-T: North America dials nothing before national and 011 before other numbers. */
    private static final String NORTH_AMERICA = "1";

    /** A user part; what is no E.164 stays as it is, but {@code #} has to be escaped there (RFC 3261 §25.1). */
    String user(String user) {
        return inFormat(user).replace("#", "%23");
    }

    private String inFormat(String user) {
        var format = trunk.habits().numberFormat();
        if (!user.matches("\\+\\d+") || format instanceof NumberFormat.E164Plus) {
            return user;
        }
        var digits = user.substring(1);
        if (!(format instanceof NumberFormat.National national)) {
            return digits;
        }
        boolean american = national.countryCode().equals(NORTH_AMERICA);
        return digits.startsWith(national.countryCode())
                ? (american ? "" : "0")
                        + digits.substring(national.countryCode().length())
                : (american ? "011" : "00") + digits;
    }

    /** What stands behind a URI with this user (RFC 3261 §19.1.1). */
    String parameter(String user) {
        return trunk.habits().userPhone() && inFormat(user).matches("\\+?\\d+") ? ";user=phone" : "";
    }

    /** The addr-spec of a user at the trunk's domain. */
    String address(String user) {
        return "sip:" + user(user) + "@" + trunk.domain() + parameter(user);
    }
}
