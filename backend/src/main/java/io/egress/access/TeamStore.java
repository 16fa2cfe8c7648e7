package io.egress.access;

import io.egress.web.Conditions;
import io.egress.web.Slice;
import io.egress.web.SortKey;
import io.egress.web.Sorting;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class TeamStore implements PanacheRepositoryBase<TeamEntity, String> {
    static final Sorting<TeamEntity> SORTING = new Sorting<>(
            "t.name",
            team -> team.name,
            List.of(
                    SortKey.text("name", "t.name", team -> team.name),
                    SortKey.time("createdAt", "t.stamps.createdAt", team -> team.stamps.createdAt)));

    Slice.Found<TeamEntity> page(Conditions matching, Slice<TeamEntity> slice) {
        var rest = slice.after(matching);
        return slice.found(
                find("from TeamEntity t where %s order by %s".formatted(rest.text(), slice.order()), rest.values())
                        .page(0, slice.limit() + 1)
                        .list(),
                count("from TeamEntity t where " + matching.text(), matching.values()));
    }

    /** Kind and key of what the team has. Asks the tables of other rooms: they need not know teams for this alone. */
    List<Object[]> objectsOf(String team) {
        return getEntityManager()
                .createNativeQuery("""
                        SELECT 'user', username FROM user_account WHERE team = :team
                        UNION ALL SELECT 'token', name FROM api_token WHERE team = :team
                        UNION ALL SELECT 'trunk', trunk_id FROM trunk WHERE team = :team
                        UNION ALL SELECT 'base-number', number FROM base_number WHERE team = :team
                        UNION ALL SELECT 'variable', name FROM variable WHERE team = :team""", Object[].class)
                .setParameter("team", team)
                .getResultList();
    }
}
