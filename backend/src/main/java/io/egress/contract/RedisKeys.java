package io.egress.contract;

/** The keys of the Redis contract, version 1; nowhere else do they stand as text. */
public final class RedisKeys {
    private static final String PREFIX = "egress:1:";

    public static final String HEAD = PREFIX + "head";
    public static final String TRUNKS = PREFIX + "trunks";
    public static final String NUMBERS = PREFIX + "numbers";
    public static final String CHANGES = PREFIX + "changes";
    public static final String NODES = PREFIX + "nodes";
    public static final String REGISTRATIONS = PREFIX + "registrations";

    private RedisKeys() {}

    /** The report of a node. */
    public static String node(String name) {
        return PREFIX + "node:" + name;
    }

    /** The calls that a node has now. */
    public static String calls(String node) {
        return PREFIX + "calls:" + node;
    }

    public static String attempts(String trunkId) {
        return PREFIX + "attempts:" + trunkId;
    }

    public static String history(String trunkId) {
        return PREFIX + "history:" + trunkId;
    }

    /** Of the slots that are going on. */
    public static String historyOpen(String trunkId) {
        return PREFIX + "history-open:" + trunkId;
    }

    public static String registrationLog(String trunkId) {
        return PREFIX + "registration-log:" + trunkId;
    }
}
