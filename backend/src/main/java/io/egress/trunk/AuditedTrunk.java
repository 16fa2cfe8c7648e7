package io.egress.trunk;

import io.egress.audit.Difference;

/**
 * A trunk as the audit log compares it; its base numbers are told beside it.
 *
 * @param fields all that may be told
 * @param authPassSet all that may be told of the password
 */
record AuditedTrunk(TrunkRequest fields, boolean authPassSet) {
    static AuditedTrunk of(TrunkEntity trunk) {
        return new AuditedTrunk(TrunkRequest.of(trunk), trunk.authPass != null);
    }

    /**
     * What became of a trunk.
     *
     * @param before null: there was none
     * @param after null: there is none any more
     * @param newPassword whether one was given, be it the old one again
     */
    static Difference difference(AuditedTrunk before, AuditedTrunk after, boolean newPassword) {
        var difference = Difference.between(fields(before), fields(after));
        return newPassword || authPassSet(before) != authPassSet(after) ? difference.secret("authPass") : difference;
    }

    private static TrunkRequest fields(AuditedTrunk trunk) {
        return trunk == null ? null : trunk.fields;
    }

    private static boolean authPassSet(AuditedTrunk trunk) {
        return trunk != null && trunk.authPassSet;
    }
}
