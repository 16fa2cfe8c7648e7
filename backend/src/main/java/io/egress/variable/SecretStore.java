package io.egress.variable;

import io.egress.security.EncryptedValue;
import io.egress.security.EncryptedValues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The values of secret variables as they are stored, for those that care for keys. */
@ApplicationScoped
class SecretStore implements EncryptedValues {
    private final EntityManager entities;

    SecretStore(EntityManager entities) {
        this.entities = entities;
    }

    /** What a value is encrypted for. */
    static String place(String team, String name) {
        return "variable/" + team + "/" + name;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<String, Long> countByKeyId() {
        List<Tuple> counts = entities.createNativeQuery("""
                        SELECT coalesce(substring(value FROM :keyId), '') AS id, count(*) AS values
                        FROM variable WHERE type = 'secret' GROUP BY 1""", Tuple.class)
                .setParameter("keyId", EncryptedValue.KEY_ID)
                .getResultList();
        return counts.stream()
                .collect(Collectors.toMap(row -> row.get("id", String.class), row -> row.get("values", Number.class)
                        .longValue()));
    }

    @Override
    public List<EncryptedValue> under(String keyId, String after, int limit) {
        return some("starts_with(value, :prefix)", "", keyId, after, limit);
    }

    @Override
    public List<EncryptedValue> lockedButNotUnder(String keyId, String after, int limit) {
        return some("NOT starts_with(value, :prefix)", "FOR NO KEY UPDATE SKIP LOCKED", keyId, after, limit);
    }

    @SuppressWarnings("unchecked")
    private List<EncryptedValue> some(String which, String locking, String keyId, String after, int limit) {
        List<Tuple> rows = entities.createNativeQuery("""
                        SELECT id, team, name, value FROM variable WHERE type = 'secret' AND %s AND id > :after
                        ORDER BY id LIMIT :limit %s""".formatted(which, locking), Tuple.class)
                .setParameter("prefix", EncryptedValue.prefix(keyId))
                .setParameter("after", after.isEmpty() ? 0L : Long.parseLong(after))
                .setParameter("limit", limit)
                .getResultList();
        return rows.stream()
                .map(row -> new EncryptedValue(
                        row.get("id", Number.class).toString(),
                        place(row.get("team", String.class), row.get("name", String.class)),
                        row.get("value", String.class)))
                .toList();
    }

    @Override
    public boolean replace(EncryptedValue value, String stored) {
        return entities.createNativeQuery("""
                        UPDATE variable SET value = :stored WHERE id = :id AND value = :before""")
                        .setParameter("stored", stored)
                        .setParameter("id", Long.parseLong(value.key()))
                        .setParameter("before", value.stored())
                        .executeUpdate()
                == 1;
    }
}
