package io.egress.trunk;

import io.egress.number.BaseNumbers;
import io.egress.problem.Problem;
import io.egress.problem.Violations;
import io.egress.revision.Revisions;
import io.egress.revision.RowKind;
import io.egress.security.Secret;
import io.egress.web.Caller;
import io.egress.web.ETags;
import io.egress.web.Page;
import io.egress.web.Stamps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What can be done with trunks. */
@ApplicationScoped
class Trunks {
    private final TrunkStore store;
    private final LinkStore links;
    private final BaseNumbers numbers;
    private final TrunkRules rules;
    private final TrunkStatusSource statuses;
    private final Revisions revisions;
    private final Caller caller;
    private final Clock clock;

    Trunks(TrunkStore store, LinkStore links, BaseNumbers numbers, TrunkRules rules, TrunkStatusSource statuses,
            Revisions revisions, Caller caller, Clock clock) {
        this.store = store;
        this.links = links;
        this.numbers = numbers;
        this.rules = rules;
        this.statuses = statuses;
        this.revisions = revisions;
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

    @Transactional
    TrunkResponse create(TrunkRequest request) {
        return create(request.trunkId(), request);
    }

    private TrunkResponse create(String trunkId, TrunkRequest request) {
        var trunk = checked(trunkId, request, password(request));
        long revision = revisions.advance();
        if (store.findByIdOptional(trunkId).isPresent()) {
            throw new Problem.Taken("/trunkId", "The trunk ID " + trunkId + " is taken; choose another.");
        }
        var entity = new TrunkEntity();
        entity.trunkId = trunkId;
        entity.team = caller.team();
        entity.stamps = Stamps.created(revision, clock.instant(), caller.name());
        write(entity, trunk, request, revision);
        store.persist(entity);
        store.flush();
        relink(trunkId, request.baseNumbers(), revision);
        return shown(entity);
    }

    /** @return what is there now, and whether it was created */
    @Transactional
    Map.Entry<TrunkResponse, Boolean> replace(String trunkId, TrunkRequest request, String ifMatch, String ifNoneMatch) {
        if (store.of(caller.team(), trunkId).isEmpty()) {
            ETags.requireNoMatch(ifMatch);
            return Map.entry(create(trunkId, request), true);
        }
        ETags.requireAbsent(ifNoneMatch);
        long revision = revisions.advance();
        var entity = found(trunkId);
        store.refresh(entity);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        var password = password(request).or(() ->
                Optional.ofNullable(entity.authPass).map(stored -> store.password(entity)));
        var trunk = checked(trunkId, request, password);
        entity.stamps.changed(revision, clock.instant(), caller.name());
        write(entity, trunk, request, revision);
        relink(trunkId, request.baseNumbers(), revision);
        return Map.entry(shown(entity), false);
    }

    @Transactional
    void delete(String trunkId, boolean force, String ifMatch) {
        long revision = revisions.advance();
        var entity = found(trunkId);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        var linked = links.numbersOf(trunkId);
        if (!linked.isEmpty() && !force) {
            throw new Problem.InUse("The base numbers " + String.join(", ", linked)
                    + " use this trunk. Unlink them first, or repeat with ?force=true.");
        }
        relink(trunkId, List.of(), revision);
        store.delete(entity);
        revisions.mark(RowKind.TRUNK, trunkId, revision);
    }

    /** Makes these the trunk's base numbers. */
    @Transactional
    List<String> setNumbers(String trunkId, List<String> baseNumbers) {
        var entity = found(trunkId);
        var violations = new Violations();
        checkNumbers("", baseNumbers, violations);
        violations.throwIfAny();
        long revision = revisions.advance();
        entity.stamps.changed(revision, clock.instant(), caller.name());
        revisions.mark(RowKind.TRUNK, trunkId, revision);
        relink(trunkId, baseNumbers, revision);
        return List.copyOf(links.numbersOf(trunkId));
    }

    private static Optional<Secret> password(TrunkRequest request) {
        return Optional.ofNullable(request.authPass()).filter(text -> !text.isEmpty()).map(Secret::of);
    }

    private Trunk checked(String trunkId, TrunkRequest request, Optional<Secret> password) {
        var violations = new Violations();
        if (request.trunkId() != null && !request.trunkId().equals(trunkId)) {
            violations.add("/trunkId", "immutable", "Leave it out, or give the ID in the path: it can't be changed.");
        }
        if (request.baseNumbers() != null) {
            checkNumbers("/baseNumbers", request.baseNumbers(), violations);
        }
        var trunk = rules.check(trunkId, request, password, violations);
        violations.throwIfAny();
        return trunk.orElseThrow();
    }

    private void checkNumbers(String pointer, List<String> baseNumbers, Violations violations) {
        var unknown = numbers.unknown(baseNumbers);
        for (int at = 0; at < baseNumbers.size(); at++) {
            if (unknown.contains(baseNumbers.get(at))) {
                violations.add(pointer + "/" + at, "unknown_base_number", "Name a base number that exists.");
            } else if (baseNumbers.indexOf(baseNumbers.get(at)) < at) {
                violations.add(pointer + "/" + at, "duplicate", "Name each base number once.");
            }
        }
    }

    private void write(TrunkEntity entity, Trunk trunk, TrunkRequest request, long revision) {
        entity.write(trunk);
        password(request).ifPresent(password -> {
            store.setPassword(entity, password);
            entity.authPassChangedAt = clock.instant();
        });
        revisions.mark(RowKind.TRUNK, entity.trunkId, revision);
    }

    /** @param wanted null: the links stay as they are */
    private void relink(String trunkId, Collection<String> wanted, long revision) {
        if (wanted == null) {
            return;
        }
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
        var enabled = new HashMap<String, Long>();
        trunks.stream().filter(trunk -> trunk.enabled).forEach(trunk -> enabled.put(trunk.trunkId, trunk.stamps.revision));
        var status = enabled.isEmpty() ? Map.<String, TrunkStatus>of() : statuses.of(enabled);
        return trunks.stream().map(trunk -> TrunkResponse.of(trunk,
                baseNumbers.getOrDefault(trunk.trunkId, List.of()),
                status.getOrDefault(trunk.trunkId, TrunkStatus.disabled()))).toList();
    }
}
