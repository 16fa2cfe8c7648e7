package io.egress.trunk;

import io.egress.problem.Problem;
import io.egress.revision.RowKeys;
import io.egress.security.AtRest;
import io.egress.security.Secret;
import io.egress.security.Unusable;
import io.egress.trunk.PublishedTrunks.Unopenable;
import io.egress.variable.TeamVariable;
import io.egress.variable.VariableReader;
import io.egress.web.Conditions;
import io.egress.web.Slice;
import io.egress.web.SortKey;
import io.egress.web.Sorting;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

@ApplicationScoped
class TrunkStore implements PanacheRepositoryBase<TrunkEntity, String>, TrunkReader {
    static final Sorting<TrunkEntity> SORTING = new Sorting<>(
            "t.trunkId",
            trunk -> trunk.trunkId,
            List.of(
                    SortKey.text("trunkId", "t.trunkId", trunk -> trunk.trunkId),
                    SortKey.text("name", "t.nameKey", trunk -> trunk.nameKey),
                    SortKey.number("priority", "t.priority", trunk -> trunk.priority),
                    SortKey.time("updatedAt", "t.stamps.updatedAt", trunk -> trunk.stamps.updatedAt),
                    SortKey.text("authMethod", "t.authMethod", trunk -> trunk.authMethod),
                    SortKey.text("transport", "t.transport", trunk -> trunk.transport),
                    SortKey.flag("enabled", "t.enabled", trunk -> trunk.enabled),
                    SortKey.number("maxConcurrentCalls", "t.maxConcurrentCalls", trunk -> trunk.maxConcurrentCalls)));

    static final String SAVED = "select new io.egress.trunk.ReportedTrunk$Saved(t.trunkId, t.enabled, "
            + "t.stamps.revision, t.authMethod = 'registration', t.ringTimeout, t.maxConcurrentCalls, t.tlsCertVariable) "
            + "from TrunkEntity t";

    private final AtRest atRest;
    private final LinkStore links;
    private final VariableReader variables;

    TrunkStore(AtRest atRest, LinkStore links, VariableReader variables) {
        this.atRest = atRest;
        this.links = links;
        this.variables = variables;
    }

    Optional<TrunkEntity> of(String team, String trunkId) {
        return canBe(trunkId)
                ? find("team = ?1 and trunkId = ?2", team, trunkId).firstResultOptional()
                : Optional.empty();
    }

    /** Whether a trunk can have this ID. */
    static boolean canBe(String trunkId) {
        return trunkId.matches(TrunkRules.TRUNK_ID);
    }

    /** Every trunk of every team. */
    List<ReportedTrunk.Saved> allSaved() {
        return getEntityManager().createQuery(SAVED, ReportedTrunk.Saved.class).getResultList();
    }

    /** @throws Problem.NotFound if the team has no such trunk */
    TrunkEntity found(String team, String trunkId) {
        return of(team, trunkId).orElseThrow(() -> new Problem.NotFound("There is no trunk " + trunkId + "."));
    }

    Slice.Found<TrunkEntity> page(Conditions matching, Slice<TrunkEntity> slice) {
        var rest = slice.after(matching);
        return slice.found(
                find("from TrunkEntity t where %s order by %s".formatted(rest.text(), slice.order()), rest.values())
                        .page(0, slice.limit() + 1)
                        .list(),
                count("from TrunkEntity t where " + matching.text(), matching.values()));
    }

    /** Leaves those whose expression is one of these, however many: as one array, not as so many parameters. */
    static Conditions among(String expression, Collection<String> some, Conditions conditions) {
        var name = "among" + conditions.values().size();
        return conditions.and(
                "cast(sql('? = ANY (?)', %s, :%s) as boolean) = true".formatted(expression, name),
                name,
                some.toArray(String[]::new));
    }

    Set<String> unknown(String team, Collection<String> trunkIds) {
        var missing = new HashSet<>(trunkIds);
        var possible = trunkIds.stream().filter(TrunkStore::canBe).toList();
        RowKeys.inPortions(possible, some -> getEntityManager()
                        .createQuery(
                                "select t.trunkId from TrunkEntity t where t.team = :team and t.trunkId in :some",
                                String.class)
                        .setParameter("team", team)
                        .setParameter("some", some)
                        .getResultList())
                .forEach(missing::remove);
        return missing;
    }

    /** Moves trunks that are not read in this transaction to a revision. */
    void touch(Collection<String> trunkIds, long revision, Instant at, String by) {
        RowKeys.writeInPortions(trunkIds, some -> getEntityManager()
                .createNativeQuery("""
                        UPDATE trunk SET revision = :revision, updated_at = :at, updated_by = :by
                        WHERE trunk_id = ANY (cast(:trunkIds AS text[]))""")
                .setParameter("revision", revision)
                .setParameter("at", at)
                .setParameter("by", by)
                .setParameter("trunkIds", some)
                .executeUpdate());
    }

    void setPassword(TrunkEntity trunk, Secret password) {
        trunk.authPass = atRest.encrypt(password, PasswordStore.place(trunk.trunkId));
    }

    /** Empty as well if what is stored can't be opened: then it has to be given anew. */
    Optional<Secret> password(TrunkEntity trunk) {
        try {
            return openedPassword(trunk);
        } catch (Unusable e) {
            return Optional.empty();
        }
    }

    private Optional<Secret> openedPassword(TrunkEntity trunk) throws Unusable {
        return trunk.authPass == null
                ? Optional.empty()
                : Optional.of(atRest.decrypt(trunk.authPass, PasswordStore.place(trunk.trunkId)));
    }

    @Override
    public PublishedTrunks all() {
        return published(list("order by trunkId"));
    }

    @Override
    public PublishedTrunks byIds(Collection<String> trunkIds) {
        return published(RowKeys.inPortions(trunkIds, some -> list("trunkId in ?1", some)));
    }

    private PublishedTrunks published(List<TrunkEntity> entities) {
        var held = variables(entities);
        var trunks = new ArrayList<PublishedTrunk>();
        var unopenable = new ArrayList<Unopenable>();
        for (var entity : entities) {
            try {
                var trunk = entity.read(
                        openedPassword(entity),
                        pem(entity.team, entity.tlsCertVariable, held),
                        pem(entity.team, entity.tlsCaVariable, held));
                trunks.add(new PublishedTrunk(trunk, entity.stamps.revision));
            } catch (Unusable e) {
                unopenable.add(new Unopenable(entity.trunkId, entity.stamps.revision));
            }
        }
        return new PublishedTrunks(trunks, unopenable);
    }

    private static Optional<PemVariable> pem(String team, String name, Map<Held, TeamVariable> held) throws Unusable {
        return name == null ? Optional.empty() : Optional.of(PemVariable.of(held.get(new Held(team, name))));
    }

    /** What makes a variable one. */
    record Held(String team, String name) {}

    /** The variables that these trunks use, with one question. */
    Map<Held, TeamVariable> variables(List<TrunkEntity> entities) {
        var names = entities.stream().flatMap(TrunkEntity::variables).collect(Collectors.toSet());
        return variables.named(names).stream()
                .collect(Collectors.toMap(variable -> new Held(variable.team(), variable.name()), Function.identity()));
    }

    @Override
    public Map<String, List<String>> trunkIdsByNumber(Collection<String> numbers) {
        return links.sortedByTrunk(numbers);
    }

    @Override
    public Map<String, List<String>> allTrunkIdsByNumber() {
        return links.allSortedByTrunk();
    }
}
