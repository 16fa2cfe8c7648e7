package io.egress.trunk;

import io.egress.revision.RowKeys;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.ArrayList;

@ApplicationScoped
class LinkStore implements PanacheRepositoryBase<LinkEntity, LinkEntity.Key> {
    Set<String> numbersOf(String trunkId) {
        var numbers = new TreeSet<String>();
        list("trunkId", trunkId).forEach(link -> numbers.add(link.number));
        return numbers;
    }

    Map<String, List<String>> numbersOf(Collection<String> trunkIds) {
        var numbers = new LinkedHashMap<String, List<String>>();
        if (!trunkIds.isEmpty()) {
            list("trunkId in ?1 order by trunkId, number", trunkIds).forEach(link ->
                    numbers.computeIfAbsent(link.trunkId, id -> new ArrayList<>()).add(link.number));
        }
        return numbers;
    }

    Set<String> trunksOf(String number) {
        var trunks = new TreeSet<String>();
        list("number", number).forEach(link -> trunks.add(link.trunkId));
        return trunks;
    }

    Map<String, List<String>> inWinningOrder(Collection<String> numbers) {
        return numbers.isEmpty() ? Map.of() : grouped(getEntityManager().createQuery("""
                        select l.number, l.trunkId from LinkEntity l join TrunkEntity t on t.trunkId = l.trunkId
                        where l.number in :numbers order by l.number, t.priority desc, l.trunkId""", Object[].class)
                .setParameter("numbers", numbers).getResultList());
    }

    Map<String, List<String>> sortedByTrunk(Collection<String> numbers) {
        return grouped(RowKeys.inPortions(numbers, some -> getEntityManager().createQuery("""
                        select l.number, l.trunkId from LinkEntity l where l.number in :numbers
                        order by l.number, l.trunkId""", Object[].class)
                .setParameter("numbers", some).getResultList()));
    }

    Map<String, List<String>> allSortedByTrunk() {
        return grouped(getEntityManager().createQuery(
                "select l.number, l.trunkId from LinkEntity l order by l.number, l.trunkId", Object[].class).getResultList());
    }

    private static Map<String, List<String>> grouped(List<Object[]> rows) {
        var trunks = new LinkedHashMap<String, List<String>>();
        rows.forEach(row -> trunks.computeIfAbsent((String) row[0], number -> new ArrayList<>()).add((String) row[1]));
        return trunks;
    }
}
