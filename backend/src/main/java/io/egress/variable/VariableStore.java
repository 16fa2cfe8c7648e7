package io.egress.variable;

import io.egress.web.Page;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class VariableStore implements PanacheRepository<VariableEntity> {
    Optional<VariableEntity> of(String team, String name) {
        return name.matches(Variables.NAME)
                ? find("team = ?1 and name = ?2", team, name).firstResultOptional()
                : Optional.empty();
    }

    /** The row as it is now that the revision is locked; what was read before may be old. */
    void refresh(VariableEntity entity) {
        getEntityManager().refresh(entity);
    }

    List<VariableEntity> page(String team, Page.Query query) {
        return find("team = ?1 and name > ?2 and lower(name) like ?3 escape '!' order by name", team, query.after(),
                query.pattern())
                .page(0, query.limit() + 1).list();
    }
}
