package io.egress.trunk;

import static io.egress.problem.ViolationCode.BAD_FORMAT;
import static io.egress.problem.ViolationCode.DUPLICATE;
import static io.egress.problem.ViolationCode.IMMUTABLE;
import static io.egress.problem.ViolationCode.UNKNOWN_BASE_NUMBER;

import io.egress.audit.Action;
import io.egress.audit.Audit;
import io.egress.audit.Change;
import io.egress.audit.Difference;
import io.egress.audit.Kind;
import io.egress.number.BaseNumbers;
import io.egress.number.E164;
import io.egress.problem.Problem;
import io.egress.problem.Violations;
import io.egress.revision.Revisions;
import io.egress.revision.RowKind;
import io.egress.security.ClientIdentity;
import io.egress.security.Unusable;
import io.egress.trunk.TrunkResponse.TlsCertificate;
import io.egress.trunk.TrunkStore.Held;
import io.egress.variable.TeamVariable;
import io.egress.variable.VariableReader;
import io.egress.web.Caller;
import io.egress.web.ETags;
import io.egress.web.MergePatch;
import io.egress.web.Page;
import io.egress.web.Stamps;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What can be done with trunks. */
@ApplicationScoped
class Trunks {
    private static final String BASE_NUMBERS = "baseNumbers";

    private final TrunkStore store;
    private final LinkStore links;
    private final BaseNumbers numbers;
    private final TrunkRules rules;
    private final VariableReader variables;
    private final TrunkStatusSource statuses;
    private final AttemptSource attempts;
    private final Revisions revisions;
    private final Audit audit;
    private final Caller caller;
    private final Clock clock;

    Trunks(TrunkStore store, LinkStore links, BaseNumbers numbers, TrunkRules rules, VariableReader variables,
            TrunkStatusSource statuses, AttemptSource attempts, Revisions revisions, Audit audit, Caller caller,
            Clock clock) {
        this.store = store;
        this.links = links;
        this.numbers = numbers;
        this.rules = rules;
        this.variables = variables;
        this.statuses = statuses;
        this.attempts = attempts;
        this.revisions = revisions;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @Transactional
    Page<TrunkResponse> page(Page.Query query) {
        return Page.of(store.page(caller.team(), query), query, trunk -> trunk.trunkId, this::shown);
    }

    @Transactional
    TrunkResponse get(String trunkId) {
        return shown(found(trunkId));
    }

    /** What became of the last calls over a trunk. */
    TrunkAttempts attempts(String trunkId, int limit) {
        var since = QuarkusTransaction.requiringNew().call(() -> found(trunkId).stamps.createdAt);
        return new TrunkAttempts(attempts.latest(trunkId, since, limit));
    }

    @Transactional
    TrunkResponse create(TrunkRequest request) {
        return create(request.trunkId(), request, revisions.advance());
    }

    private TrunkResponse create(String trunkId, TrunkRequest request, long revision) {
        var wanted = Wanted.of(request, Optional.empty());
        var violations = new Violations();
        requireSameId(trunkId, request.trunkId() == null ? trunkId : request.trunkId(), violations);
        var draft = checked(trunkId, wanted, violations);
        if (store.findByIdOptional(trunkId).isPresent()) {
            throw new Problem.Taken("/trunkId", "The trunk ID " + trunkId + " is taken; choose another.");
        }
        var entity = new TrunkEntity();
        entity.trunkId = trunkId;
        entity.team = caller.team();
        entity.stamps = Stamps.created(revision, clock.instant(), caller.name());
        write(entity, draft.trunk(), wanted, revision);
        store.persist(entity);
        store.flush();
        draft.baseNumbers().ifPresent(numbers -> relink(trunkId, numbers, revision));
        record(Action.CREATE, trunkId, revision,
                AuditedTrunk.difference(null, AuditedTrunk.of(entity), wanted.newPassword().isPresent())
                .links(BASE_NUMBERS, Set.of(), draft.baseNumbers().orElse(List.of())));
        return shown(entity);
    }

    /** @return what is there now, and whether it was created */
    @Transactional
    Map.Entry<TrunkResponse, Boolean> replace(String trunkId, TrunkRequest request, String ifMatch, String ifNoneMatch) {
        long revision = revisions.advance();
        var present = store.of(caller.team(), trunkId);
        if (present.isEmpty()) {
            ETags.requireNoMatch(ifMatch);
            return Map.entry(create(trunkId, request, revision), true);
        }
        var entity = present.get();
        ETags.requireAbsent(ifNoneMatch);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        var violations = new Violations();
        requireSameId(trunkId, request.trunkId() == null ? trunkId : request.trunkId(), violations);
        change(entity, Wanted.of(request, store.password(entity)), revision, violations);
        return Map.entry(shown(entity), false);
    }

    @Transactional
    TrunkResponse patch(String trunkId, MergePatch<TrunkRequest> patch, String ifMatch) {
        long revision = revisions.advance();
        var entity = found(trunkId);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        var wanted = Wanted.of(patch, TrunkRequest.of(entity), store.password(entity));
        var violations = new Violations();
        requireSameId(trunkId, wanted.trunk().trunkId(), violations);
        change(entity, wanted, revision, violations);
        return shown(entity);
    }

    private static void requireSameId(String trunkId, String given, Violations violations) {
        if (!Objects.equals(given, trunkId)) {
            violations.add("/trunkId", IMMUTABLE, "Leave it out, or give the ID in the path: it can't be changed.");
        }
    }

    private void change(TrunkEntity entity, Wanted wanted, long revision, Violations violations) {
        var trunkId = entity.trunkId;
        var draft = checked(trunkId, wanted, violations);
        var before = AuditedTrunk.of(entity);
        var linked = links.numbersOf(trunkId);
        entity.stamps.changed(revision, clock.instant(), caller.name());
        write(entity, draft.trunk(), wanted, revision);
        draft.baseNumbers().ifPresent(numbers -> relink(trunkId, numbers, revision));
        record(Action.UPDATE, trunkId, revision,
                AuditedTrunk.difference(before, AuditedTrunk.of(entity), wanted.newPassword().isPresent())
                .links(BASE_NUMBERS, linked, draft.baseNumbers().<Collection<String>>map(numbers -> numbers).orElse(linked)));
    }

    @Transactional
    void delete(String trunkId, boolean force, String ifMatch) {
        long revision = revisions.advance();
        var entity = found(trunkId);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        var linked = links.numbersOf(trunkId);
        if (!linked.isEmpty() && !force) {
            throw new Problem.InUse("base-number", linked, "Unlink them first, or repeat with ?force=true.");
        }
        relink(trunkId, List.of(), revision);
        store.delete(entity);
        revisions.mark(RowKind.TRUNK, trunkId, revision);
        record(Action.DELETE, trunkId, revision, AuditedTrunk.difference(AuditedTrunk.of(entity), null, false)
                .links(BASE_NUMBERS, linked, Set.of()));
    }

    /** Makes these the trunk's base numbers. */
    @Transactional
    List<String> setNumbers(String trunkId, List<String> baseNumbers) {
        long revision = revisions.advance();
        var entity = found(trunkId);
        var violations = new Violations();
        var wanted = checkedNumbers("", baseNumbers, violations);
        violations.throwIfAny();
        moveIfRelinked(entity, wanted, revision);
        return List.copyOf(links.numbersOf(trunkId));
    }

    /** Links one base number; nothing happens if it is linked already. */
    @Transactional
    void link(String trunkId, String number) {
        long revision = revisions.advance();
        var entity = found(trunkId);
        if (!E164.isOne(number) || !numbers.unknown(List.of(number)).isEmpty()) {
            throw new Problem.NotFound("There is no base number " + number + ".");
        }
        var wanted = links.numbersOf(trunkId);
        wanted.add(number);
        moveIfRelinked(entity, wanted, revision);
    }

    /** Unlinks one base number; nothing happens if it is not linked. */
    @Transactional
    void unlink(String trunkId, String number) {
        long revision = revisions.advance();
        var entity = found(trunkId);
        var wanted = links.numbersOf(trunkId);
        wanted.remove(number);
        moveIfRelinked(entity, wanted, revision);
    }

    private void moveIfRelinked(TrunkEntity trunk, Collection<String> wanted, long revision) {
        var before = links.numbersOf(trunk.trunkId);
        if (relink(trunk.trunkId, wanted, revision)) {
            trunk.stamps.changed(revision, clock.instant(), caller.name());
            revisions.mark(RowKind.TRUNK, trunk.trunkId, revision);
            record(Action.UPDATE, trunk.trunkId, revision, Difference.none().links(BASE_NUMBERS, before, wanted));
        }
    }

    private void record(Action action, String trunkId, long revision, Difference difference) {
        audit.record(Change.of(Kind.TRUNK, trunkId, action, revision, difference));
    }

    /**
     * What a request asks for, with every rule kept.
     *
     * @param baseNumbers empty: the links stay as they are
     */
    private record Draft(Trunk trunk, Optional<List<String>> baseNumbers) {}

    private Draft checked(String trunkId, Wanted wanted, Violations violations) {
        var baseNumbers = wanted.baseNumbers().map(texts -> checkedNumbers("/baseNumbers", texts, violations));
        var trunk = rules.check(trunkId, wanted.trunk(), wanted.password(),
                name -> variables.variable(caller.team(), name), violations);
        violations.throwIfAny();
        return new Draft(trunk.orElseThrow(), baseNumbers);
    }

    private List<String> checkedNumbers(String pointer, List<String> texts, Violations violations) {
        var parsed = texts.stream().map(E164::parse).toList();
        var unknown = numbers.unknown(parsed.stream().flatMap(Optional::stream).toList());
        var wanted = new LinkedHashSet<String>();
        for (int at = 0; at < texts.size(); at++) {
            var number = parsed.get(at);
            if (number.isEmpty()) {
                violations.add(pointer + "/" + at, BAD_FORMAT, "Give an E.164 number such as +493012345.");
            } else if (unknown.contains(number.get())) {
                violations.add(pointer + "/" + at, UNKNOWN_BASE_NUMBER, "Name a base number that exists.");
            } else if (!wanted.add(number.get())) {
                violations.add(pointer + "/" + at, DUPLICATE, "Name each base number once.");
            }
        }
        return List.copyOf(wanted);
    }

    private void write(TrunkEntity entity, Trunk trunk, Wanted wanted, long revision) {
        entity.write(trunk);
        wanted.newPassword().ifPresent(password -> {
            store.setPassword(entity, password);
            entity.authPassChangedAt = clock.instant();
        });
        revisions.mark(RowKind.TRUNK, entity.trunkId, revision);
    }

    /** @return whether any link changed */
    private boolean relink(String trunkId, Collection<String> wanted, long revision) {
        var before = links.numbersOf(trunkId);
        var changed = new TreeSet<>(wanted);
        changed.addAll(before);
        changed.removeIf(number -> before.contains(number) && wanted.contains(number));
        for (var number : changed) {
            if (before.contains(number)) {
                links.delete("number = ?1 and trunkId = ?2", number, trunkId);
            } else {
                links.persist(LinkEntity.of(caller.team(), trunkId, number));
            }
        }
        links.flush();
        numbers.touch(changed, revision);
        return !changed.isEmpty();
    }

    private TrunkEntity found(String trunkId) {
        return store.of(caller.team(), trunkId)
                .orElseThrow(() -> new Problem.NotFound("There is no trunk " + trunkId + "."));
    }

    private TrunkResponse shown(TrunkEntity trunk) {
        return shown(List.of(trunk)).get(0);
    }

    private List<TrunkResponse> shown(List<TrunkEntity> trunks) {
        var baseNumbers = links.numbersOf(trunks.stream().map(trunk -> trunk.trunkId).toList());
        var status = statuses.of(trunks.stream().map(trunk -> new TrunkStatusSource.Asked(trunk.trunkId, trunk.enabled,
                trunk.stamps.revision, trunk.authMethod.equals("registration"))).toList());
        var held = store.variables(trunks);
        return trunks.stream().map(trunk -> TrunkResponse.of(trunk,
                Optional.ofNullable(trunk.tlsCertVariable)
                        .flatMap(name -> certificate(held.get(new Held(trunk.team, name)))),
                baseNumbers.getOrDefault(trunk.trunkId, List.of()), status.get(trunk.trunkId))).toList();
    }

    private Optional<TlsCertificate> certificate(TeamVariable variable) {
        try {
            return Optional.of(TlsCertificate.of(ClientIdentity.readAgain(variable.value()), clock.instant()));
        } catch (Unusable e) {
            return Optional.empty();
        }
    }
}
