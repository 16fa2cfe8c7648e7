package io.egress.security;

import java.util.List;
import java.util.Map;

/**
 * Values that a feature keeps encrypted: the rows are the feature's, the keys are of this room. Everything happens within
 * the caller's transaction.
 */
public interface EncryptedValues {
    /** How many there are under each key id; {@code ""} for those that name none. */
    Map<String, Long> countByKeyId();

    /** Those under this key, at most so many, after the value of this key ({@code ""}: from the beginning). */
    List<EncryptedValue> under(String keyId, String after, int limit);

    /**
     * Those that are not under this key, locked until the transaction ends. Those that others have locked are left out:
     * whoever waits for no lock is in no deadlock.
     */
    List<EncryptedValue> lockedButNotUnder(String keyId, String after, int limit);

    /** @return false if something else is stored there by now: that stays */
    boolean replace(EncryptedValue value, String stored);
}
