package io.egress.security;

import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Refuses to start without a key that a stored value needs, and with another key under its id: better than to find out
 * with the next call. Before anything is published or answered.
 */
@ApplicationScoped
class KeysInUse {
    private static final int BEFORE_ALL_OTHERS = 1;
    private static final int PORTION = 500;

    private final KeyRing keys;
    private final AtRest atRest;
    private final List<EncryptedValues> stores;

    @Inject
    KeysInUse(KeyRings rings, AtRest atRest, @All List<EncryptedValues> stores) {
        this(rings.atRest(), atRest, stores);
    }

    KeysInUse(KeyRing keys, AtRest atRest, List<EncryptedValues> stores) {
        this.keys = keys;
        this.atRest = atRest;
        this.stores = stores;
    }

    void check(@Observes @Priority(BEFORE_ALL_OTHERS) StartupEvent event) {
        var complaint = QuarkusTransaction.requiringNew().call(this::complaint);
        if (complaint.isPresent()) {
            throw new NotStarted(complaint.get());
        }
    }

    /** What is wrong with the keys, all of it. */
    Optional<String> complaint() {
        var complaints = new ArrayList<String>();
        counts().forEach((id, count) -> {
            if (id.isEmpty()) {
                Log.errorf("Stored values that name no key and have to be given anew: %d", count);
            } else if (!keys.has(id)) {
                complaints.add(
                        "%s lacks the key '%s'; stored values that need it: %d.".formatted(keys.setting(), id, count));
            } else if (stores.stream().noneMatch(store -> opensOne(store, id))) {
                complaints.add("%s has another key '%s' than what is stored needs; values that it does not open: %d."
                        .formatted(keys.setting(), id, count));
            }
        });
        return complaints.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", complaints));
    }

    private Map<String, Long> counts() {
        var counts = new TreeMap<String, Long>();
        stores.forEach(store -> store.countByKeyId().forEach((id, count) -> counts.merge(id, count, Long::sum)));
        return counts;
    }

    /** Single values may have been altered; a wrong key opens none. */
    private boolean opensOne(EncryptedValues store, String keyId) {
        var after = "";
        while (true) {
            var some = store.under(keyId, after, PORTION);
            if (some.stream().anyMatch(atRest::opens)) {
                return true;
            }
            if (some.isEmpty()) {
                return false;
            }
            after = some.get(some.size() - 1).key();
        }
    }
}
