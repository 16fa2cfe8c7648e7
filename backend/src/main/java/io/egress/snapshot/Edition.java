package io.egress.snapshot;

import io.egress.contract.ContractVersion;
import io.egress.snapshot.PublicationStore.Progress;
import io.egress.snapshot.RedisSnapshot.Head;
import io.egress.snapshot.RedisSnapshot.Outcome;
import io.micrometer.core.instrument.Timer;
import io.quarkus.logging.Log;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What Redis holds in one version of the contract, and how it comes to what PostgreSQL says. */
class Edition {
    /** So long a row that was lost or altered in Redis alone, its head untouched, may stay so. */
    private static final long COMPARED_AGAIN_MS = 300_000;
    /** What {@link #reach} says when it does not know. */
    private static final long UNKNOWN = -1;

    private final ContractVersion version;
    private final PublicationStore store;
    private final RedisSnapshot snapshot;
    private final Rows rows;
    private final Timer duration;

    private long comparedAt = -COMPARED_AGAIN_MS;

    Edition(ContractVersion version, PublicationStore store, RedisSnapshot snapshot, Rows rows, Timer duration) {
        this.version = version;
        this.store = store;
        this.snapshot = snapshot;
        this.rows = rows;
        this.duration = duration;
    }

    private static long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /**
     * Closes the difference. A head read before the counter can't be ahead of it, one read after it can't be behind what
     * is known to be published: with both, another replica's work between the reads is not taken for damage.
     *
     * @param before what Redis held before the counter was read
     * @return the revision up to which Redis has everything; -1 when that is not known now
     */
    long reach(Head before, Progress progress) {
        var head = snapshot.head(version);
        if (!head.epoch().equals(before.epoch())) {
            return UNKNOWN;
        }
        boolean ours = head.epoch().startsWith(progress.installation() + ":");
        if (!ours || before.revision() > progress.revision()) {
            var found =
                    head.epoch().isEmpty() ? "nothing" : ours ? "more than PostgreSQL" : "another installation's rows";
            return publish(
                    store::everything,
                    head.epoch(),
                    progress.installation() + ":" + UUID.randomUUID(),
                    "everything, since Redis held " + found);
        }
        if (head.revision() < progress.published()) {
            return publish(store::everything, head.epoch(), head.epoch(), "everything, since Redis had lost changes");
        }
        if (now() - comparedAt >= COMPARED_AGAIN_MS) {
            return publish(store::everything, head.epoch(), head.epoch(), "everything, compared");
        }
        if (head.revision() < progress.revision()) {
            return publish(store::changes, head.epoch(), head.epoch(), "what changed");
        }
        return progress.revision();
    }

    private long publish(Function<Rows, Desired> read, String sawEpoch, String epoch, String what) {
        long began = System.nanoTime();
        var desired = read.apply(rows);
        if (snapshot.apply(version, desired.over(sawEpoch, epoch)) != Outcome.APPLIED) {
            return UNKNOWN;
        }
        duration.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        if (desired.full()) {
            comparedAt = now();
        }
        if (!desired.lastGood().isEmpty()) {
            Log.warnf(
                    "What is stored of these trunks can't be opened; they stay as Redis has them: %s",
                    String.join(", ", desired.lastGood().keySet()));
        }
        Log.infof(
                "Revision %d is in Redis in version %d of the contract (%s): %d trunks, %d numbers",
                desired.revision(),
                version.number(),
                what,
                desired.trunks().size(),
                desired.numbers().size());
        return desired.revision();
    }
}
