package io.egress.rotation;

import io.egress.audit.Action;
import io.egress.audit.Audit;
import io.egress.audit.Change;
import io.egress.audit.Difference;
import io.egress.audit.Kind;
import io.egress.rotation.KeyRotation.KeyUse;
import io.egress.rotation.KeyRotation.State;
import io.egress.rotation.RotationStore.Progress;
import io.egress.security.AtRest;
import io.egress.security.EncryptedValues;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

/** What can be done about the keys of stored values. */
@ApplicationScoped
class Rotation {
    private static final String KEYS_AT_REST = "at-rest";

    private final RotationStore store;
    private final AtRest atRest;
    private final List<EncryptedValues> features;
    private final Audit audit;
    private final Event<Wanted> wanted;

    @Inject
    Rotation(
            RotationStore store,
            AtRest atRest,
            @All List<EncryptedValues> features,
            Audit audit,
            Event<Wanted> wanted) {
        this.store = store;
        this.atRest = atRest;
        this.features = features;
        this.audit = audit;
        this.wanted = wanted;
    }

    /** Someone wants the rotation; to be observed after the success of the transaction. */
    record Wanted() {}

    @Transactional
    KeyRotation state() {
        var active = atRest.activeKeyId();
        var counts = new TreeMap<String, Long>();
        features.forEach(values -> values.countByKeyId().forEach((id, count) -> counts.merge(id, count, Long::sum)));
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        long remaining = all - counts.getOrDefault(active, 0L);
        var keys = new LinkedHashMap<String, Long>();
        atRest.keyIds().forEach(id -> keys.put(id, 0L));
        keys.putAll(counts);
        // Values that name no key are told as unopenable.
        keys.remove("");
        var progress = store.progress();
        return new KeyRotation(
                active,
                state(progress, remaining),
                keys.entrySet().stream()
                        .map(use -> new KeyUse(use.getKey(), use.getValue()))
                        .toList(),
                remaining,
                remaining == 0 ? 0 : progress.unopenable(),
                remaining == 0 ? List.of() : progress.someUnopenable());
    }

    private static State state(Progress progress, long remaining) {
        if (progress.beingWorkedOn()) {
            return State.RUNNING;
        }
        return remaining == 0 ? State.DONE : State.IDLE;
    }

    /** Wants all values under this replica's first key; what was done already stays done. */
    @Transactional
    void start() {
        want(atRest.activeKeyId());
        wanted.fire(new Wanted());
    }

    /** All replicas stop after what they have at hand. */
    @Transactional
    void stop() {
        want(null);
    }

    private void want(String keyId) {
        var before = store.progress().toKey().orElse(null);
        if (keyId == null) {
            store.wantNoMore();
        } else {
            store.want(keyId);
        }
        audit.record(Change.of(
                Kind.KEYS, KEYS_AT_REST, Action.ROTATE, null, Difference.none().field("toKey", before, keyId)));
    }
}
