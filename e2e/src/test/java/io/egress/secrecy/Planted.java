package io.egress.secrecy;

/**
 * A text that must be nowhere.
 *
 * @param keptAsDigest whether the service may keep its hash: it is random, and too long to be guessed
 */
record Planted(String text, boolean keptAsDigest) {
    static Planted of(String text) {
        return new Planted(text, false);
    }
}
