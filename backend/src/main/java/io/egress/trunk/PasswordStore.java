package io.egress.trunk;

import io.egress.security.EncryptedValue;
import io.egress.security.EncryptedValues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The passwords of trunks as they are stored, for those that care for keys. */
@ApplicationScoped
class PasswordStore implements EncryptedValues {
    private final EntityManager entities;

    PasswordStore(EntityManager entities) {
        this.entities = entities;
    }

    /** What a password is encrypted for. */
    static String place(String trunkId) {
        return "trunk/" + trunkId + "/authPass";
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Long> countByKeyId() {
        List<Tuple> counts = entities.createNativeQuery("""
                        SELECT coalesce(substring(auth_pass FROM :keyId), '') AS id, count(*) AS values
                        FROM trunk WHERE auth_pass IS NOT NULL GROUP BY 1""", Tuple.class)
                .setParameter("keyId", EncryptedValue.KEY_ID)
                .getResultList();
        return counts.stream()
                .collect(Collectors.toMap(row -> row.get("id", String.class), row -> row.get("values", Number.class)
                        .longValue()));
    }

    @Override
    public List<EncryptedValue> under(String keyId, String after, int limit) {
        return some("starts_with(auth_pass, :prefix)", "", keyId, after, limit);
    }

    @Override
    public List<EncryptedValue> lockedButNotUnder(String keyId, String after, int limit) {
        return some("NOT starts_with(auth_pass, :prefix)", "FOR NO KEY UPDATE SKIP LOCKED", keyId, after, limit);
    }

    @SuppressWarnings("unchecked")
    private List<EncryptedValue> some(String which, String locking, String keyId, String after, int limit) {
        List<Tuple> rows = entities.createNativeQuery("""
                        SELECT trunk_id, auth_pass FROM trunk WHERE %s AND trunk_id > :after
                        ORDER BY trunk_id LIMIT :limit %s""".formatted(which, locking), Tuple.class)
                .setParameter("prefix", EncryptedValue.prefix(keyId))
                .setParameter("after", after)
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream()
                .map(row -> {
                    var trunkId = row.get("trunk_id", String.class);
                    return new EncryptedValue(trunkId, place(trunkId), row.get("auth_pass", String.class));
                })
                .toList();
    }

    @Override
    public boolean replace(EncryptedValue value, String stored) {
        return entities.createNativeQuery("""
                        UPDATE trunk SET auth_pass = :stored WHERE trunk_id = :trunkId AND auth_pass = :before""")
                        .setParameter("stored", stored)
                        .setParameter("trunkId", value.key())
                        .setParameter("before", value.stored())
                        .executeUpdate()
                == 1;
    }
}
