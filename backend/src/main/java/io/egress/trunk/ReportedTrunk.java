package io.egress.trunk;

import io.egress.trunk.TrunkStatusSource.Asked;

/** A saved trunk beside what the proxies say of it. */
record ReportedTrunk(Saved saved, TrunkStatus status) {
    /**
     * What is to be known of a saved trunk.
     *
     * @param ringTimeout null unless the trunk has one
     * @param cap calls at once at most; 0: any number
     * @param tlsCertVariable null unless it shows a certificate
     */
    record Saved(
            String trunkId,
            boolean enabled,
            long revision,
            boolean registers,
            Integer ringTimeout,
            int cap,
            String tlsCertVariable) {
        Asked asked() {
            return new Asked(trunkId, enabled, revision, registers, TrunkEntity.contract(ringTimeout));
        }
    }

    /** Whether calls pass it over because it has as many as it may. */
    boolean isAtCap() {
        return saved.enabled() && saved.cap() > 0 && status.callsNow() >= saved.cap();
    }
}
