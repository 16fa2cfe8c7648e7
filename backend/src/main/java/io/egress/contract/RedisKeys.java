package io.egress.contract;

/** The keys of the Redis contract, version 1; nowhere else do they stand as text. */
public final class RedisKeys {
    private static final String PREFIX = "egress:1:";

    public static final String HEAD = PREFIX + "head";
    public static final String TRUNKS = PREFIX + "trunks";
    public static final String NUMBERS = PREFIX + "numbers";
    public static final String CHANGES = PREFIX + "changes";
    public static final String NODES = PREFIX + "node:*";
    public static final String REGISTRATIONS = PREFIX + "registrations";

    private RedisKeys() {}

    /** The name of the node whose report stands under the key. */
    public static String nodeOf(String nodeKey) {
        return nodeKey.substring(NODES.length() - 1);
    }

    /** The calls that a node has now, by the key of its report. */
    public static String callsBeside(String nodeKey) {
        return PREFIX + "calls:" + nodeOf(nodeKey);
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
