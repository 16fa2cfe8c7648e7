package io.egress.number;

import io.egress.revision.RowKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads and writes many base numbers at once. */
@ApplicationScoped
class ImportStore {
    private final EntityManager entities;

    ImportStore(EntityManager entities) {
        this.entities = entities;
    }

    /** A number that is there, perhaps of another team. */
    record Present(String number, String team, String name) {}

    /** Those of these numbers that are there. */
    Map<String, Present> present(Collection<String> numbers) {
        return RowKeys.inPortions(numbers, some -> entities.createQuery(
                                "select new io.egress.number.ImportStore$Present(n.number, n.team, n.name) "
                                        + "from BaseNumberEntity n where n.number in :some",
                                Present.class)
                        .setParameter("some", some)
                        .getResultList())
                .stream()
                .collect(Collectors.toMap(Present::number, present -> present));
    }

    void insert(String team, List<PlannedRow> rows, long revision, Instant at, String by) {
        named("""
                INSERT INTO base_number (number, team, name, revision, created_at, created_by, updated_at, updated_by)
                SELECT number, :team, name, :revision, :at, :by, :at, :by
                FROM unnest(cast(:numbers AS text[]), cast(:names AS text[])) AS new (number, name)""", rows)
                .setParameter("team", team)
                .setParameter("revision", revision)
                .setParameter("at", at)
                .setParameter("by", by)
                .executeUpdate();
    }

    void rename(List<PlannedRow> rows) {
        named("""
                UPDATE base_number n SET name = new.name
                FROM unnest(cast(:numbers AS text[]), cast(:names AS text[])) AS new (number, name)
                WHERE n.number = new.number""", rows).executeUpdate();
    }

    private Query named(String statement, List<PlannedRow> rows) {
        return entities.createNativeQuery(statement)
                .setParameter("numbers", rows.stream().map(PlannedRow::number).toArray(String[]::new))
                .setParameter("names", rows.stream().map(PlannedRow::name).toArray(String[]::new));
    }

    /** The team's numbers after this one, in their order. */
    List<Present> after(String team, String number, int most) {
        return entities.createQuery(
                        "select new io.egress.number.ImportStore$Present(n.number, n.team, n.name) "
                                + "from BaseNumberEntity n where n.team = :team and n.number > :number order by n.number",
                        Present.class)
                .setParameter("team", team)
                .setParameter("number", number)
                .setMaxResults(most)
                .getResultList();
    }
}
