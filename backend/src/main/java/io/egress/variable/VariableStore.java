package io.egress.variable;

import io.egress.revision.RowKeys;
import io.egress.security.AtRest;
import io.egress.security.Secret;
import io.egress.security.Unusable;
import io.egress.web.Page;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class VariableStore implements PanacheRepository<VariableEntity>, VariableReader {
    private final AtRest atRest;

    VariableStore(AtRest atRest) {
        this.atRest = atRest;
    }

    Optional<VariableEntity> of(String team, String name) {
        return name.matches(Variables.NAME)
                ? find("team = ?1 and name = ?2", team, name).firstResultOptional()
                : Optional.empty();
    }

    List<VariableEntity> page(String team, Page.Query query) {
        return find("team = ?1 and name > ?2 and lower(name) like ?3 escape '!' order by name", team, query.after(),
                query.pattern())
                .page(0, query.limit() + 1).list();
    }

    void setValue(VariableEntity entity, Secret value) {
        entity.value = Variables.isSecret(entity.type) ? atRest.encrypt(value, context(entity)) : value.reveal();
    }

    private Secret value(VariableEntity entity) throws Unusable {
        return Variables.isSecret(entity.type)
                ? atRest.decrypt(entity.value, context(entity))
                : Secret.of(entity.value);
    }

    private static String context(VariableEntity entity) {
        return SecretStore.place(entity.team, entity.name);
    }

    @Override
    public Optional<TeamVariable> variable(String team, String name) {
        return of(team, name).map(this::read);
    }

    @Override
    public List<TeamVariable> named(Collection<String> names) {
        return RowKeys.inPortions(names, some -> list("name in ?1", some)).stream().map(this::read).toList();
    }

    private TeamVariable read(VariableEntity entity) {
        return new TeamVariable(entity.team, entity.name, Variables.isSecret(entity.type), () -> value(entity));
    }
}
