package io.egress.contract;

import java.util.Optional;

/** A version of what the service writes for proxies (kamailio/contract/README.md), the oldest first. */
public enum ContractVersion {
    V1(1),
    V2(2);

    /** The one that proxies of this release read. */
    public static final ContractVersion NEWEST = V2;

    private final int number;

    ContractVersion(int number) {
        this.number = number;
    }

    /** Empty: one that this release can't write. */
    public static Optional<ContractVersion> of(int number) {
        for (var version : values()) {
            if (version.number == number) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    public int number() {
        return number;
    }

    /** Whether this version says what the other one has brought. */
    public boolean includes(ContractVersion other) {
        return number >= other.number;
    }

    public String head() {
        return RedisKeys.wanted(number, "head");
    }

    public String trunks() {
        return RedisKeys.wanted(number, "trunks");
    }

    public String numbers() {
        return RedisKeys.wanted(number, "numbers");
    }

    public String changes() {
        return RedisKeys.wanted(number, "changes");
    }
}
