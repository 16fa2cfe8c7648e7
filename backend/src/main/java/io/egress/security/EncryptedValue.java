package io.egress.security;

/**
 * A value as it is stored.
 *
 * @param key of its row; values come in the order of their keys
 * @param place what it was encrypted for, such as {@code trunk/acme/authPass}; good for people too
 */
public record EncryptedValue(String key, String place, String stored) {
    /** The POSIX pattern whose group is the key id in {@code stored}. */
    public static final String KEY_ID = "^v1[.]([a-z0-9]{1,16})[.]";

    /** What {@code stored} begins with if it is under this key. */
    public static String prefix(String keyId) {
        return "v1." + keyId + ".";
    }
}
