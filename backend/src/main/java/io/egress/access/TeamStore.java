package io.egress.access;

import io.egress.web.Page;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class TeamStore implements PanacheRepositoryBase<TeamEntity, String> {
    List<TeamEntity> page(Page.Query query) {
        return find("name > ?1 and name like ?2 escape '!' order by name", query.after(), query.pattern())
                .page(0, query.limit() + 1).list();
    }

    /** Kind and key of what the team has. Asks the tables of other rooms: they need not know teams for this alone. */
    List<Object[]> objectsOf(String team) {
        return getEntityManager().createNativeQuery("""
                        SELECT 'user', username FROM user_account WHERE team = :team
                        UNION ALL SELECT 'token', name FROM api_token WHERE team = :team
                        UNION ALL SELECT 'trunk', trunk_id FROM trunk WHERE team = :team
                        UNION ALL SELECT 'base-number', number FROM base_number WHERE team = :team
                        UNION ALL SELECT 'variable', name FROM variable WHERE team = :team""", Object[].class)
                .setParameter("team", team).getResultList();
    }
}
