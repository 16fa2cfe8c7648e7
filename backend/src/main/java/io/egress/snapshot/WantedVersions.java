package io.egress.snapshot;

import io.egress.contract.ContractVersion;
import io.egress.status.NodeReports;
import io.quarkus.logging.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Which versions of the contract have to be written: the newest, and earlier ones that a living proxy reads. What nobody
 * reads any more is kept up for a while, for proxies that are only being started again, and then removed.
 */
class WantedVersions {
    private static final long LOOK_EVERY_MS = 500;

    private final NodeReports reports;
    private final RedisSnapshot snapshot;
    private final long keptMs;

    private final Map<ContractVersion, Long> unreadSince = new EnumMap<>(ContractVersion.class);
    private List<ContractVersion> wanted = List.of(ContractVersion.NEWEST);
    private long lookAt = now();

    /** @param kept for so long a version is kept up that nobody reads */
    WantedVersions(NodeReports reports, RedisSnapshot snapshot, Duration kept) {
        this.reports = reports;
        this.snapshot = snapshot;
        this.keptMs = kept.toMillis();
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** The newest one first. What proxies read is looked at twice a second at most, however often one asks. */
    List<ContractVersion> present() {
        long now = now();
        if (now >= lookAt) {
            lookAt = now + LOOK_EVERY_MS;
            // Proxies that could not tell us of themselves have not gone.
            reports.versionsRead().ifPresentOrElse(read -> look(read, now), unreadSince::clear);
        }
        return wanted;
    }

    /** Whether it is only kept up, as long as it is there: another replica may remove it sooner. */
    boolean isUnread(ContractVersion version) {
        return unreadSince.containsKey(version);
    }

    private void look(Set<ContractVersion> read, long now) {
        var found = new ArrayList<ContractVersion>();
        for (var version : ContractVersion.values()) {
            if (version == ContractVersion.NEWEST || read.contains(version)) {
                unreadSince.remove(version);
                found.add(0, version);
            } else if (snapshot.holds(version)) {
                if (now - unreadSince.computeIfAbsent(version, any -> now) < keptMs) {
                    found.add(0, version);
                } else {
                    snapshot.remove(version);
                    Log.infof(
                            "Version %d of the contract is not in Redis any more: no proxy reads it", version.number());
                }
            }
        }
        wanted = List.copyOf(found);
    }
}
