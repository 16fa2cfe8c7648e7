package io.egress.revision;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import java.util.function.LongFunction;

/**
 * The single counter in PostgreSQL. Whoever changes something advances it first: its row lock puts all changes in one
 * order, so that no two of them can deadlock and a lower revision is never committed after a higher one.
 */
@ApplicationScoped
public class Revisions {
    private final EntityManager entities;
    private final Event<Advanced> advanced;

    Revisions(EntityManager entities, Event<Advanced> advanced) {
        this.entities = entities;
        this.advanced = advanced;
    }

    /** Advances the counter and keeps it locked until the transaction ends. */
    @Transactional(TxType.MANDATORY)
    public long advance() {
        long revision = ((Number) entities.createNativeQuery(
                                "UPDATE revision_counter SET revision = revision + 1 RETURNING revision", Long.class)
                        .getSingleResult())
                .longValue();
        advanced.fire(new Advanced(revision));
        return revision;
    }

    /** The newest revision that is committed. */
    @Transactional
    public long present() {
        return ((Number) entities.createNativeQuery("SELECT revision FROM revision_counter", Long.class)
                        .getSingleResult())
                .longValue();
    }

    /**
     * How far publishing is.
     *
     * @param revision the newest that is committed
     * @param published the newest that is known to have been in Redis
     */
    public record Progress(long revision, long published) {}

    @Transactional
    public Progress progress() {
        var row = (Object[]) entities.createNativeQuery("SELECT revision, published FROM revision_counter")
                .getSingleResult();
        return new Progress(((Number) row[0]).longValue(), ((Number) row[1]).longValue());
    }

    /** Reads what belongs to one revision: all changes up to it, none after it. */
    @Transactional(TxType.REQUIRES_NEW)
    public <T> T atOneMoment(LongFunction<T> read) {
        entities.createNativeQuery("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                .executeUpdate();
        return read.apply(present());
    }

    /** Marks a row as changed, or gone, at this revision. Several marks of one row are one. */
    public void mark(RowKind kind, String key, long revision) {
        mark(kind, List.of(key), revision);
    }

    /** Marks rows, however many. */
    @Transactional(TxType.MANDATORY)
    public void mark(RowKind kind, Collection<String> keys, long revision) {
        RowKeys.writeInPortions(keys, some -> entities.createNativeQuery("""
                        INSERT INTO dirty_row (kind, key, revision)
                        SELECT :kind, key, :revision FROM unnest(cast(:keys AS text[])) AS key
                        ON CONFLICT (kind, key) DO UPDATE SET revision = excluded.revision""")
                .setParameter("kind", kind.name())
                .setParameter("keys", some)
                .setParameter("revision", revision)
                .executeUpdate());
    }
}
