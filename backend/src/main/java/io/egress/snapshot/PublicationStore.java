package io.egress.snapshot;

import io.egress.number.NumberReader;
import io.egress.number.PublishedNumber;
import io.egress.revision.RowKind;
import io.egress.trunk.PublishedTrunks;
import io.egress.trunk.TrunkReader;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.FlushMode;
import org.hibernate.Session;

/** What PostgreSQL knows of publishing. */
@ApplicationScoped
class PublicationStore {
    private final EntityManager entities;
    private final TrunkReader trunks;
    private final NumberReader numbers;

    PublicationStore(EntityManager entities, TrunkReader trunks, NumberReader numbers) {
        this.entities = entities;
        this.trunks = trunks;
        this.numbers = numbers;
    }

    /**
     * How far things are.
     *
     * @param revision the newest committed
     * @param published the newest known to have been in Redis, in every version of the contract that is read
     */
    record Progress(long revision, long published, UUID installation) {}

    Progress progress() {
        return QuarkusTransaction.requiringNew().call(this::counter);
    }

    private Progress counter() {
        var row =
                (Object[]) entities.createNativeQuery("SELECT revision, published, installation FROM revision_counter")
                        .getSingleResult();
        return new Progress(((Number) row[0]).longValue(), ((Number) row[1]).longValue(), (UUID) row[2]);
    }

    /** Everything, of one moment. */
    Desired everything(Rows rows) {
        return ofOneMoment(moment -> rendered(
                rows, moment, true, trunks.all(), numbers.all(), trunks.allTrunkIdsByNumber(), List.of(), List.of()));
    }

    /** What changed and is not in Redis yet, of one moment. */
    Desired changes(Rows rows) {
        return ofOneMoment(moment -> {
            var dirtyTrunks = dirty(RowKind.TRUNK);
            var dirtyNumbers = dirty(RowKind.NUMBER);
            return rendered(
                    rows,
                    moment,
                    false,
                    trunks.byIds(dirtyTrunks),
                    numbers.byNumbers(dirtyNumbers),
                    trunks.trunkIdsByNumber(dirtyNumbers),
                    dirtyTrunks,
                    dirtyNumbers);
        });
    }

    private interface Read {
        Desired at(Progress moment);
    }

    private Desired ofOneMoment(Read read) {
        return QuarkusTransaction.requiringNew().call(() -> {
            entities.createNativeQuery("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                    .executeUpdate();
            // Nothing is written back: tens of thousands of rows need not be kept and compared for that.
            var session = entities.unwrap(Session.class);
            session.setDefaultReadOnly(true);
            session.setHibernateFlushMode(FlushMode.MANUAL);
            return read.at(counter());
        });
    }

    @SuppressWarnings("unchecked")
    private List<String> dirty(RowKind kind) {
        return entities.createNativeQuery("SELECT key FROM dirty_row WHERE kind = :kind ORDER BY key", String.class)
                .setParameter("kind", kind.name())
                .getResultList();
    }

    private static Desired rendered(
            Rows rows,
            Progress moment,
            boolean full,
            PublishedTrunks someTrunks,
            List<PublishedNumber> someNumbers,
            Map<String, List<String>> links,
            List<String> askedTrunks,
            List<String> askedNumbers) {
        var trunkRows = new LinkedHashMap<String, String>();
        someTrunks.trunks().forEach(trunk -> trunkRows.put(trunk.trunk().trunkId(), rows.trunk(trunk)));
        var lastGood = new LinkedHashMap<String, String>();
        someTrunks
                .unopenable()
                .forEach(trunk -> lastGood.put(trunk.trunkId(), rows.disabledTrunk(trunk.trunkId(), trunk.revision())));
        var numberRows = new LinkedHashMap<String, String>();
        someNumbers.forEach(number ->
                numberRows.put(number.number(), rows.number(number, links.getOrDefault(number.number(), List.of()))));
        return new Desired(
                moment.published(),
                moment.revision(),
                full,
                trunkRows,
                lastGood,
                numberRows,
                askedTrunks.stream()
                        .filter(key -> !trunkRows.containsKey(key) && !lastGood.containsKey(key))
                        .toList(),
                askedNumbers.stream()
                        .filter(key -> !numberRows.containsKey(key))
                        .toList());
    }

    /** Redis has everything up to this revision, in every version of the contract that is read. */
    void published(long revision) {
        QuarkusTransaction.requiringNew().run(() -> {
            // The counter first, as whoever changes something locks it: the other order can deadlock.
            entities.createNativeQuery("UPDATE revision_counter SET published = greatest(published, :revision)")
                    .setParameter("revision", revision)
                    .executeUpdate();
            entities.createNativeQuery("DELETE FROM dirty_row WHERE revision <= :revision")
                    .setParameter("revision", revision)
                    .executeUpdate();
        });
    }
}
