package io.egress.trunk;

import io.egress.audit.Kind;
import io.egress.revision.ChangedRow;
import io.egress.revision.ChangedRows;
import io.egress.revision.RowKeys;
import io.egress.trunk.ReportedTrunk.Saved;
import io.egress.trunk.TrunkStatusSource.Asked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Set;

@ApplicationScoped
class TeamTrunkStore implements TeamTrunks, ChangedRows {
    private static final String SAVED = TrunkStore.SAVED + " where t.team = :team";

    private final EntityManager entities;
    private final TrunkStore trunks;

    TeamTrunkStore(EntityManager entities, TrunkStore trunks) {
        this.entities = entities;
        this.trunks = trunks;
    }

    @Override
    public List<Asked> all(String team) {
        return saved(team).stream().map(Saved::asked).toList();
    }

    List<Saved> saved(String team) {
        return entities.createQuery(SAVED, Saved.class)
                .setParameter("team", team)
                .getResultList();
    }

    /** The variables that the team's trunks take their client certificates from. */
    List<String> certificateVariables(String team) {
        return entities.createQuery(
                        "select distinct t.tlsCertVariable from TrunkEntity t "
                                + "where t.team = :team and t.tlsCertVariable is not null",
                        String.class)
                .setParameter("team", team)
                .getResultList();
    }

    /** How many trunks no base number uses. */
    int unlinked(String team) {
        return entities.createQuery(
                        "select count(*) from TrunkEntity t where t.team = :team and not exists "
                                + "(select 1 from LinkEntity l where l.trunkId = t.trunkId)",
                        Long.class)
                .setParameter("team", team)
                .getSingleResult()
                .intValue();
    }

    @Override
    public List<Asked> some(String team, Collection<String> trunkIds) {
        return RowKeys.inPortions(trunkIds, some -> entities.createQuery(SAVED + " and t.trunkId in :ids", Saved.class)
                .setParameter("team", team)
                .setParameter("ids", some)
                .getResultStream()
                .map(Saved::asked)
                .toList());
    }

    @Override
    public Set<String> unknown(String team, Collection<String> trunkIds) {
        return trunks.unknown(team, trunkIds);
    }

    @Override
    public Kind kind() {
        return Kind.TRUNK;
    }

    @Override
    public List<ChangedRow> changed(String team, long since, int most) {
        return entities.createQuery(
                        "select new io.egress.revision.ChangedRow(t.trunkId, t.stamps.revision) "
                                + "from TrunkEntity t where t.team = :team and t.stamps.revision >= :since "
                                + "order by t.stamps.revision, t.trunkId",
                        ChangedRow.class)
                .setParameter("team", team)
                .setParameter("since", since)
                .setMaxResults(most)
                .getResultList();
    }
}
