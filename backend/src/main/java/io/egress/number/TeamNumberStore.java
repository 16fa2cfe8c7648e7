package io.egress.number;

import io.egress.audit.Kind;
import io.egress.revision.ChangedRow;
import io.egress.revision.ChangedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

@ApplicationScoped
class TeamNumberStore implements TeamNumbers, ChangedRows {
    private final EntityManager entities;
    private final BaseNumberStore numbers;

    TeamNumberStore(EntityManager entities, BaseNumberStore numbers) {
        this.entities = entities;
        this.numbers = numbers;
    }

    @Override
    public Set<String> unknown(String team, Collection<String> some) {
        var unknown = new HashSet<>(some);
        var possible = some.stream().filter(E164::isOne).toList();
        unknown.removeAll(possible);
        unknown.addAll(numbers.unknown(team, possible));
        return unknown;
    }

    @Override
    public Kind kind() {
        return Kind.BASE_NUMBER;
    }

    @Override
    public List<ChangedRow> changed(String team, long since, int most) {
        return entities.createQuery(
                        "select new io.egress.revision.ChangedRow(n.number, n.stamps.revision) "
                                + "from BaseNumberEntity n where n.team = :team and n.stamps.revision >= :since "
                                + "order by n.stamps.revision, n.number",
                        ChangedRow.class)
                .setParameter("team", team)
                .setParameter("since", since)
                .setMaxResults(most)
                .getResultList();
    }
}
