package io.egress.trunk;

import io.egress.number.E164;
import io.egress.revision.RowKeys;
import io.egress.web.LinkSummary;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

@ApplicationScoped
class LinkStore implements PanacheRepositoryBase<LinkEntity, LinkEntity.Key> {
    /** A statement that takes seconds is cut off, as one of a database that hangs. */
    private static final int WRITTEN_AT_ONCE = 5_000;

    Set<String> numbersOf(String trunkId) {
        return new TreeSet<>(getEntityManager()
                .createQuery("select l.number from LinkEntity l where l.trunkId = :trunkId", String.class)
                .setParameter("trunkId", trunkId)
                .getResultList());
    }

    Set<String> trunksOf(String number) {
        return new TreeSet<>(getEntityManager()
                .createQuery("select l.trunkId from LinkEntity l where l.number = :number", String.class)
                .setParameter("number", number)
                .getResultList());
    }

    /** What calls from a number may take, in no order. */
    List<LinkedTrunk> trunksOf(String team, String number) {
        return getEntityManager()
                .createQuery("""
                        select new io.egress.trunk.LinkedTrunk(t.trunkId, t.name, t.enabled, t.priority, t.codecPreferences)
                        from LinkEntity l join TrunkEntity t on t.trunkId = l.trunkId
                        where l.team = :team and l.number = :number""", LinkedTrunk.class)
                .setParameter("team", team)
                .setParameter("number", number)
                .getResultList();
    }

    /** The smallest. */
    Optional<String> firstNumberOf(String team, String trunkId) {
        return find("from LinkEntity where team = ?1 and trunkId = ?2 order by number", team, trunkId)
                .firstResultOptional()
                .map(link -> link.number);
    }

    boolean isLinkedWithin(String team, String trunkId, String number) {
        return count("team = ?1 and trunkId = ?2 and number = ?3", team, trunkId, number) > 0;
    }

    boolean isLinked(String trunkId, String number) {
        return TrunkStore.canBe(trunkId)
                && E164.isOne(number)
                && count("trunkId = ?1 and number = ?2", trunkId, number) > 0;
    }

    /** Links a trunk to numbers, none of which it is linked to yet. */
    void linkNumbers(String team, String trunkId, Collection<String> numbers) {
        RowKeys.writeInPortions(numbers, some -> link(team, new String[] {trunkId}, some));
    }

    /** Links a number to trunks, none of which it is linked to yet. */
    void linkTrunks(String team, String number, Collection<String> trunkIds) {
        RowKeys.writeInPortions(trunkIds, some -> link(team, some, new String[] {number}));
    }

    void unlinkNumbers(String trunkId, Collection<String> numbers) {
        RowKeys.writeInPortions(numbers, some -> unlink(new String[] {trunkId}, some));
    }

    void unlinkTrunks(String number, Collection<String> trunkIds) {
        RowKeys.writeInPortions(trunkIds, some -> unlink(some, new String[] {number}));
    }

    /** Links numbers to trunks of their own, none of which they are linked to yet. */
    void linkEach(String team, Map<String, Set<String>> trunksByNumber) {
        inPortions(trunksByNumber, """
                INSERT INTO trunk_base_number (team, trunk_id, number)
                SELECT :team, trunk_id, number
                FROM unnest(cast(:trunkIds AS text[]), cast(:numbers AS text[])) AS link (trunk_id, number)""", statement -> statement.setParameter("team", team));
    }

    void unlinkEach(Map<String, Set<String>> trunksByNumber) {
        inPortions(trunksByNumber, """
                DELETE FROM trunk_base_number l
                USING unnest(cast(:trunkIds AS text[]), cast(:numbers AS text[])) AS link (trunk_id, number)
                WHERE l.trunk_id = link.trunk_id AND l.number = link.number""", statement -> statement);
    }

    private void inPortions(Map<String, Set<String>> trunksByNumber, String sql, UnaryOperator<Query> prepared) {
        var pairs = trunksByNumber.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(trunkId -> Map.entry(trunkId, entry.getKey())))
                .toList();
        for (int from = 0; from < pairs.size(); from += WRITTEN_AT_ONCE) {
            var some = pairs.subList(from, Math.min(from + WRITTEN_AT_ONCE, pairs.size()));
            prepared.apply(getEntityManager().createNativeQuery(sql))
                    .setParameter(
                            "trunkIds", some.stream().map(Map.Entry::getKey).toArray(String[]::new))
                    .setParameter(
                            "numbers", some.stream().map(Map.Entry::getValue).toArray(String[]::new))
                    .executeUpdate();
        }
    }

    private void link(String team, String[] trunkIds, String[] numbers) {
        getEntityManager()
                .createNativeQuery("""
                        INSERT INTO trunk_base_number (team, trunk_id, number)
                        SELECT :team, trunk_id, number
                        FROM unnest(cast(:trunkIds AS text[])) AS trunk_id, unnest(cast(:numbers AS text[])) AS number""")
                .setParameter("team", team)
                .setParameter("trunkIds", trunkIds)
                .setParameter("numbers", numbers)
                .executeUpdate();
    }

    private void unlink(String[] trunkIds, String[] numbers) {
        getEntityManager()
                .createNativeQuery("""
                        DELETE FROM trunk_base_number WHERE trunk_id = ANY (cast(:trunkIds AS text[]))
                        AND number = ANY (cast(:numbers AS text[]))""")
                .setParameter("trunkIds", trunkIds)
                .setParameter("numbers", numbers)
                .executeUpdate();
    }

    /** The numbers of each trunk, sorted. */
    Map<String, LinkSummary> numbersOfEach(Collection<String> trunkIds) {
        return LinkSummary.of(
                counts(
                        "select l.trunkId, count(*) from LinkEntity l where l.trunkId in :keys group by l.trunkId",
                        trunkIds),
                few -> grouped("""
                        select l.trunkId, l.number from LinkEntity l where l.trunkId in :keys
                        order by l.trunkId, l.number""", few));
    }

    /** The trunks of each number in winning order. */
    Map<String, LinkSummary> trunksOfEach(Collection<String> numbers) {
        return LinkSummary.of(
                counts(
                        "select l.number, count(*) from LinkEntity l where l.number in :keys group by l.number",
                        numbers),
                this::inWinningOrder);
    }

    Map<String, List<String>> inWinningOrder(Collection<String> numbers) {
        return grouped("""
                select l.number, l.trunkId from LinkEntity l join TrunkEntity t on t.trunkId = l.trunkId
                where l.number in :keys order by l.number, t.priority desc, l.trunkId""", numbers);
    }

    Map<String, List<String>> sortedByTrunk(Collection<String> numbers) {
        return grouped("""
                select l.number, l.trunkId from LinkEntity l where l.number in :keys
                order by l.number, l.trunkId""", numbers);
    }

    Map<String, List<String>> allSortedByTrunk() {
        return grouped(getEntityManager()
                .createQuery(
                        "select l.number, l.trunkId from LinkEntity l order by l.number, l.trunkId", Object[].class)
                .getResultList());
    }

    private Map<String, Long> counts(String query, Collection<String> keys) {
        var counts = new HashMap<String, Long>();
        pairs(query, keys).forEach(row -> counts.put((String) row[0], (Long) row[1]));
        return counts;
    }

    private Map<String, List<String>> grouped(String query, Collection<String> keys) {
        return grouped(pairs(query, keys));
    }

    private List<Object[]> pairs(String query, Collection<String> keys) {
        return RowKeys.inPortions(keys, some -> getEntityManager()
                .createQuery(query, Object[].class)
                .setParameter("keys", some)
                .getResultList());
    }

    private static Map<String, List<String>> grouped(List<Object[]> rows) {
        var grouped = new LinkedHashMap<String, List<String>>();
        rows.forEach(row -> grouped.computeIfAbsent((String) row[0], key -> new ArrayList<>())
                .add((String) row[1]));
        return grouped;
    }
}
