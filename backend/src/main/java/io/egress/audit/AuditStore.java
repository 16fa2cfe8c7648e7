package io.egress.audit;

import io.egress.web.Conditions;
import io.egress.web.Slice;
import io.egress.web.SortKey;
import io.egress.web.Sorting;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

@ApplicationScoped
class AuditStore implements PanacheRepository<AuditEntity> {
    /** No two entries have one ID: the text, which decides ties, never does. */
    static final Sorting<AuditEntity> SORTING = new Sorting<>(
            "cast(e.id as string)",
            entry -> entry.id.toString(),
            List.of(SortKey.longNumber("id", "e.id", entry -> entry.id)));

    static final String NEWEST_FIRST = "-id";

    private static final int ADDED_AT_ONCE = 500;

    /** Whether the role that the service works as may do more than add entries. */
    boolean isAlterable() {
        return (Boolean) getEntityManager()
                .createNativeQuery(
                        "SELECT has_table_privilege('audit_entry', 'UPDATE, DELETE, TRUNCATE')", Boolean.class)
                .getSingleResult();
    }

    /** Adds entries that differ in what was changed alone, in their order. */
    void add(List<AuditEntity> entries) {
        for (int from = 0; from < entries.size(); from += ADDED_AT_ONCE) {
            insert(entries.subList(from, Math.min(from + ADDED_AT_ONCE, entries.size())));
        }
    }

    private void insert(List<AuditEntity> entries) {
        var any = entries.get(0);
        getEntityManager()
                .createNativeQuery("""
                        INSERT INTO audit_entry (at, team, kind, key, action, revision, actor, way, token_name, address,
                            request_id, changes)
                        SELECT :at, :team, kind, key, action, revision, :actor, :way, cast(:tokenName AS text),
                            cast(:address AS text), cast(:requestId AS text), cast(changes AS jsonb)
                        FROM unnest(cast(:kinds AS text[]), cast(:keys AS text[]), cast(:actions AS text[]),
                            cast(:revisions AS bigint[]), cast(:changes AS text[]))
                            WITH ORDINALITY AS entry (kind, key, action, revision, changes, place)
                        ORDER BY place""")
                .setParameter("at", any.at)
                .setParameter("team", any.team)
                .setParameter("actor", any.actor)
                .setParameter("way", any.way)
                .setParameter("tokenName", any.tokenName)
                .setParameter("address", any.address)
                .setParameter("requestId", any.requestId)
                .setParameter("kinds", texts(entries, entry -> entry.kind))
                .setParameter("keys", texts(entries, entry -> entry.key))
                .setParameter("actions", texts(entries, entry -> entry.action))
                .setParameter(
                        "revisions",
                        entries.stream().map(entry -> entry.revision).toArray(Long[]::new))
                .setParameter("changes", texts(entries, entry -> entry.changes))
                .executeUpdate();
    }

    private static String[] texts(List<AuditEntity> entries, Function<AuditEntity, String> text) {
        return entries.stream().map(text).toArray(String[]::new);
    }

    Optional<AuditEntity> of(String team, List<String> kinds, long id) {
        return find("team = ?1 and kind in ?2 and id = ?3", team, kinds, id).firstResultOptional();
    }

    Optional<Instant> firstAfter(long revision) {
        return find("revision > ?1 order by revision", revision)
                .firstResultOptional()
                .map(entry -> entry.at);
    }

    List<SavedChanges.Deleted> deleted(String kind, String team, long since, int most) {
        return getEntityManager()
                .createQuery(
                        "select new io.egress.audit.SavedChanges$Deleted(e.key, e.revision) "
                                + "from AuditEntity e where e.team = :team and e.action = 'delete' and e.revision >= :since "
                                + "and e.kind = :kind order by e.revision, e.key",
                        SavedChanges.Deleted.class)
                .setParameter("kind", kind)
                .setParameter("team", team)
                .setParameter("since", since)
                .setMaxResults(most)
                .getResultList();
    }

    Slice.Found<AuditEntity> page(Conditions matching, Slice<AuditEntity> slice) {
        var rest = slice.after(matching);
        return slice.found(
                find("from AuditEntity e where %s order by %s".formatted(rest.text(), slice.order()), rest.values())
                        .page(0, slice.limit() + 1)
                        .list(),
                null);
    }
}
