package io.egress.variable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.problem.Problem;
import io.egress.revision.RowKeys;
import io.egress.security.AtRest;
import io.egress.security.CertificateFacts;
import io.egress.security.Secret;
import io.egress.security.Unusable;
import io.egress.web.Conditions;
import io.egress.web.Slice;
import io.egress.web.SortKey;
import io.egress.web.Sorting;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@ApplicationScoped
class VariableStore implements PanacheRepository<VariableEntity>, VariableReader {
    static final Sorting<VariableEntity> SORTING = new Sorting<>(
            "v.name",
            variable -> variable.name,
            List.of(
                    SortKey.text("name", "v.name", variable -> variable.name),
                    SortKey.text("type", "v.type", variable -> variable.type),
                    SortKey.time("updatedAt", "v.stamps.updatedAt", variable -> variable.stamps.updatedAt)));

    private final AtRest atRest;
    private final ObjectMapper json;

    VariableStore(AtRest atRest, ObjectMapper json) {
        this.atRest = atRest;
        this.json = json;
    }

    Optional<VariableEntity> of(String team, String name) {
        return name.matches(Variables.NAME)
                ? find("team = ?1 and name = ?2", team, name).firstResultOptional()
                : Optional.empty();
    }

    /** @throws Problem.NotFound if the team has no such variable */
    VariableEntity found(String team, String name) {
        return of(team, name).orElseThrow(() -> new Problem.NotFound("There is no variable " + name + "."));
    }

    Slice.Found<VariableEntity> page(Conditions matching, Slice<VariableEntity> slice) {
        var rest = slice.after(matching);
        return slice.found(
                find("from VariableEntity v where %s order by %s".formatted(rest.text(), slice.order()), rest.values())
                        .page(0, slice.limit() + 1)
                        .list(),
                count("from VariableEntity v where " + matching.text(), matching.values()));
    }

    void setValue(VariableEntity entity, Secret value) {
        entity.value = Variables.isSecret(entity.type) ? atRest.encrypt(value, context(entity)) : value.reveal();
        entity.certificate = CertificateFacts.of(value).map(this::written).orElse(null);
    }

    /** Empty as well if the value can't be opened, and nothing was written down when it was saved. */
    Optional<CertificateFacts> certificate(VariableEntity entity) {
        try {
            return entity.certificate == null
                    ? CertificateFacts.of(value(entity))
                    : Optional.of(read(entity.name, entity.certificate));
        } catch (Unusable e) {
            return Optional.empty();
        }
    }

    private CertificateFacts read(String name, String certificate) {
        try {
            return json.readValue(certificate, CertificateFacts.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is known of the certificate of " + name + " can't be read", e);
        }
    }

    private String written(CertificateFacts facts) {
        try {
            return json.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts of a certificate can't be written down", e);
        }
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
        return RowKeys.inPortions(names, some -> list("name in ?1", some)).stream()
                .map(this::read)
                .toList();
    }

    @Override
    public Map<String, CertificateFacts> certificates(String team, Collection<String> names) {
        var facts = new HashMap<String, CertificateFacts>();
        var unread = new ArrayList<String>();
        // Without the values, which are long, wherever it was written down what they hold.
        for (var row : RowKeys.inPortions(names, some -> getEntityManager()
                .createQuery(
                        "select v.name, v.certificate from VariableEntity v where v.team = :team and v.name in :some",
                        Object[].class)
                .setParameter("team", team)
                .setParameter("some", some)
                .getResultList())) {
            var name = (String) row[0];
            if (row[1] == null) {
                unread.add(name);
            } else {
                facts.put(name, read(name, (String) row[1]));
            }
        }
        RowKeys.inPortions(unread, some -> list("team = ?1 and name in ?2", team, some))
                .forEach(entity -> certificate(entity).ifPresent(found -> facts.put(entity.name, found)));
        return facts;
    }

    private TeamVariable read(VariableEntity entity) {
        return new TeamVariable(
                entity.team,
                entity.name,
                Variables.isSecret(entity.type),
                () -> value(entity),
                () -> certificate(entity));
    }
}
