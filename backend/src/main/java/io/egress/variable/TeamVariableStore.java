package io.egress.variable;

import io.egress.audit.Kind;
import io.egress.revision.ChangedRow;
import io.egress.revision.ChangedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;

@ApplicationScoped
class TeamVariableStore implements ChangedRows {
    private final EntityManager entities;

    TeamVariableStore(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public Kind kind() {
        return Kind.VARIABLE;
    }

    @Override
    public List<ChangedRow> changed(String team, long since, int most) {
        return entities.createQuery(
                        "select new io.egress.revision.ChangedRow(v.name, v.stamps.revision) "
                                + "from VariableEntity v where v.team = :team and v.stamps.revision >= :since "
                                + "order by v.stamps.revision, v.name",
                        ChangedRow.class)
                .setParameter("team", team)
                .setParameter("since", since)
                .setMaxResults(most)
                .getResultList();
    }
}
