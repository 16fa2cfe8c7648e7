package io.egress.trunk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads and writes many trunks at once, and their links. */
@ApplicationScoped
class BulkStore {
    /** A statement that takes seconds is cut off, as one of a database that hangs. */
    private static final int LINKS_AT_ONCE = 5_000;

    private static final String THESE = "trunk_id = ANY (cast(:trunkIds AS text[]))";
    private static final String THESE_NUMBERS = " AND l.number = ANY (cast(:numbers AS text[]))";

    private final EntityManager entities;

    BulkStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Those of these that are the team's. */
    List<TrunkEntity> named(String team, Collection<String> trunkIds) {
        return entities.createQuery("from TrunkEntity t where t.team = :team and t.trunkId in :ids", TrunkEntity.class)
                .setParameter("team", team)
                .setParameter("ids", trunkIds)
                .getResultList();
    }

    void setEnabled(Collection<String> trunkIds, boolean enabled) {
        write("UPDATE trunk SET enabled = :enabled WHERE " + THESE, trunkIds)
                .setParameter("enabled", enabled)
                .executeUpdate();
    }

    void setPriority(Collection<String> trunkIds, int priority) {
        write("UPDATE trunk SET priority = :priority WHERE " + THESE, trunkIds)
                .setParameter("priority", priority)
                .executeUpdate();
    }

    /** Their links go with them. */
    void delete(Collection<String> trunkIds) {
        write("DELETE FROM trunk_base_number WHERE " + THESE, trunkIds).executeUpdate();
        write("DELETE FROM trunk WHERE " + THESE, trunkIds).executeUpdate();
    }

    /** Links each of these trunks to each of these numbers, unless it is. */
    void link(String team, Collection<String> trunkIds, Collection<String> numbers) {
        inPortions(trunkIds, numbers, some -> write("""
                INSERT INTO trunk_base_number (team, trunk_id, number)
                SELECT :team, trunk_id, number
                FROM unnest(cast(:trunkIds AS text[])) AS trunk_id, unnest(cast(:numbers AS text[])) AS number
                ON CONFLICT DO NOTHING""", trunkIds)
                .setParameter("team", team)
                .setParameter("numbers", some)
                .executeUpdate());
    }

    void unlink(Collection<String> trunkIds, Collection<String> numbers) {
        inPortions(trunkIds, numbers, some -> write(
                        "DELETE FROM trunk_base_number l WHERE l." + THESE + THESE_NUMBERS, trunkIds)
                .setParameter("numbers", some)
                .executeUpdate());
    }

    private static void inPortions(
            Collection<String> trunkIds, Collection<String> numbers, Consumer<String[]> statement) {
        var all = List.copyOf(numbers);
        int portion = Math.max(1, LINKS_AT_ONCE / trunkIds.size());
        for (int from = 0; from < all.size(); from += portion) {
            statement.accept(array(all.subList(from, Math.min(from + portion, all.size()))));
        }
    }

    /** How many links these trunks have; to these numbers, if any are given. */
    long countLinks(Collection<String> trunkIds, Optional<Set<String>> numbers) {
        return one("SELECT count(*) FROM trunk_base_number l WHERE l." + THESE + "%s", trunkIds, numbers);
    }

    /** The numbers that each of these trunks is linked to; of these numbers, if any are given. */
    Map<String, Set<String>> links(Collection<String> trunkIds, Optional<Set<String>> numbers) {
        return rows("SELECT l.trunk_id, l.number FROM trunk_base_number l WHERE l." + THESE + "%s", trunkIds, numbers)
                .stream()
                .collect(Collectors.groupingBy(
                        row -> row.get(0, String.class),
                        Collectors.mapping(row -> row.get(1, String.class), Collectors.toCollection(TreeSet::new))));
    }

    /** How many numbers these trunks are linked to. */
    long countNumbers(Collection<String> trunkIds) {
        return one(
                "SELECT count(DISTINCT l.number) FROM trunk_base_number l WHERE l." + THESE + "%s",
                trunkIds,
                Optional.empty());
    }

    /**
     * Numbers that have no enabled trunk left.
     *
     * @param first in their order
     * @param count of all of them
     */
    record Left(List<String> first, long count) {
        static final Left NONE = new Left(List.of(), 0);
    }

    /** Numbers that are linked to an enabled one of these trunks and to no enabled other one; of these, if any are given. */
    Left onlyBy(Collection<String> trunkIds, Optional<Set<String>> numbers, int most) {
        var rows = rows("""
                SELECT number, count(*) OVER () FROM (
                    SELECT DISTINCT l.number FROM trunk_base_number l JOIN trunk t ON t.trunk_id = l.trunk_id AND t.enabled
                    WHERE l.%s%%s AND NOT EXISTS (
                        SELECT 1 FROM trunk_base_number o JOIN trunk u ON u.trunk_id = o.trunk_id AND u.enabled
                        WHERE o.number = l.number AND NOT o.%1$s)) AS alone
                ORDER BY number LIMIT %d""".formatted(THESE, most), trunkIds, numbers);
        return rows.isEmpty()
                ? Left.NONE
                : new Left(
                        rows.stream().map(row -> row.get(0, String.class)).toList(),
                        rows.get(0).get(1, Number.class).longValue());
    }

    private Query write(String statement, Collection<String> trunkIds) {
        return entities.createNativeQuery(statement).setParameter("trunkIds", array(trunkIds));
    }

    private long one(String query, Collection<String> trunkIds, Optional<Set<String>> numbers) {
        return rows(query, trunkIds, numbers).get(0).get(0, Number.class).longValue();
    }

    @SuppressWarnings("unchecked")
    private List<Tuple> rows(String query, Collection<String> trunkIds, Optional<Set<String>> numbers) {
        var asked = entities.createNativeQuery(query.formatted(numbers.isPresent() ? THESE_NUMBERS : ""), Tuple.class)
                .setParameter("trunkIds", array(trunkIds));
        numbers.ifPresent(some -> asked.setParameter("numbers", array(some)));
        return asked.getResultList();
    }

    private static String[] array(Collection<String> texts) {
        return texts.toArray(String[]::new);
    }
}
