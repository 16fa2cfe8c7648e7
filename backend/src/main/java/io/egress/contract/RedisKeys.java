package io.egress.contract;

/**
 * The keys of the Redis contract; nowhere else do they stand as text. What the service writes has a prefix for each
 * {@link ContractVersion}; what proxies write has one for all of them, since they tell each other of it.
 */
public final class RedisKeys {
    private static final String PREFIX = "egress:1:";

    public static final String NODES = PREFIX + "nodes";
    public static final String REGISTRATIONS = PREFIX + "registrations";

    private RedisKeys() {}

    static String wanted(int version, String name) {
        return "egress:" + version + ":" + name;
    }

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
