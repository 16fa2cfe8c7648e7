package io.egress.rotation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Optional;

/** How far the rotation is, for all replicas. The clock is PostgreSQL's. */
@ApplicationScoped
class RotationStore {
    /** A replica works on it several times a second. */
    private static final String A_WHILE = "10 seconds";

    private final EntityManager entities;

    RotationStore(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * How far it is.
     *
     * @param toKey empty if nobody wants it
     * @param beingWorkedOn by any replica
     * @param someUnopenable where values stand that could not be opened, or some of them
     */
    record Progress(Optional<String> toKey, boolean beingWorkedOn, long unopenable, List<String> someUnopenable) {}

    Progress progress() {
        var row = (Tuple)
                entities.createNativeQuery("""
                SELECT to_key, coalesce(to_key IS NOT NULL AND worked_at > now() - interval '%s', false) AS worked_on,
                    unopenable, some_unopenable FROM key_rotation""".formatted(A_WHILE), Tuple.class).getSingleResult();
        return new Progress(
                Optional.ofNullable(row.get("to_key", String.class)),
                row.get("worked_on", Boolean.class),
                row.get("unopenable", Number.class).longValue(),
                List.of(row.get("some_unopenable", String[].class)));
    }

    void want(String keyId) {
        entities.createNativeQuery("UPDATE key_rotation SET to_key = :keyId, worked_at = now()")
                .setParameter("keyId", keyId)
                .executeUpdate();
    }

    void wantNoMore() {
        entities.createNativeQuery("UPDATE key_rotation SET to_key = NULL").executeUpdate();
    }

    void finished(String keyId) {
        entities.createNativeQuery("UPDATE key_rotation SET to_key = NULL WHERE to_key = :keyId")
                .setParameter("keyId", keyId)
                .executeUpdate();
    }

    /** Tells all replicas that this one works on it. @return false if nobody wants this key any more */
    boolean workOn(String keyId) {
        return entities.createNativeQuery("UPDATE key_rotation SET worked_at = now() WHERE to_key = :keyId")
                        .setParameter("keyId", keyId)
                        .executeUpdate()
                == 1;
    }

    void remember(long unopenable, List<String> someUnopenable) {
        entities.createNativeQuery("UPDATE key_rotation SET unopenable = :count, some_unopenable = :some")
                .setParameter("count", unopenable)
                .setParameter("some", someUnopenable.toArray(String[]::new))
                .executeUpdate();
    }
}
