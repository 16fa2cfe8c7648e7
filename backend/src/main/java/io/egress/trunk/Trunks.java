package io.egress.trunk;

import static io.egress.problem.ViolationCode.IMMUTABLE;
import static io.egress.trunk.LinkedNumbers.BASE_NUMBERS;

import io.egress.audit.Action;
import io.egress.audit.Audit;
import io.egress.audit.Change;
import io.egress.audit.Difference;
import io.egress.audit.Kind;
import io.egress.problem.Problem;
import io.egress.problem.Violations;
import io.egress.revision.Revisions;
import io.egress.revision.RowKind;
import io.egress.trunk.TrunkResponses.Saved;
import io.egress.web.Caller;
import io.egress.web.ETags;
import io.egress.web.MergePatch;
import io.egress.web.Stamps;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What can be done with trunks. */
@ApplicationScoped
class Trunks {
    private final TrunkStore store;
    private final LinkStore links;
    private final LinkedNumbers numbers;
    private final TrunkDrafts drafts;
    private final TrunkResponses responses;
    private final AttemptSource attempts;
    private final Revisions revisions;
    private final Audit audit;
    private final Caller caller;
    private final Clock clock;

    Trunks(
            TrunkStore store,
            LinkStore links,
            LinkedNumbers numbers,
            TrunkDrafts drafts,
            TrunkResponses responses,
            AttemptSource attempts,
            Revisions revisions,
            Audit audit,
            Caller caller,
            Clock clock) {
        this.store = store;
        this.links = links;
        this.numbers = numbers;
        this.drafts = drafts;
        this.responses = responses;
        this.attempts = attempts;
        this.revisions = revisions;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @Transactional
    TrunkResponse get(String trunkId) {
        return responses.of(responses.saved(store.found(caller.team(), trunkId)));
    }

    /** What became of the last calls over a trunk. */
    TrunkAttempts attempts(String trunkId, int limit) {
        var since = QuarkusTransaction.requiringNew().call(() -> store.found(caller.team(), trunkId).stamps.createdAt);
        return new TrunkAttempts(attempts.latest(trunkId, since, limit));
    }

    @Transactional
    Saved create(TrunkRequest request) {
        return create(request.trunkId(), request, revisions.advance());
    }

    private Saved create(String trunkId, TrunkRequest request, long revision) {
        var wanted = Wanted.of(request, Optional.empty());
        var violations = new Violations();
        requireSameId(trunkId, request.trunkId() == null ? trunkId : request.trunkId(), violations);
        var draft = drafts.checked(trunkId, wanted, violations);
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
        draft.baseNumbers().ifPresent(wantedNumbers -> numbers.replace(trunkId, wantedNumbers, revision));
        record(
                Action.CREATE,
                trunkId,
                revision,
                AuditedTrunk.difference(
                                null,
                                AuditedTrunk.of(entity),
                                wanted.newPassword().isPresent())
                        .links(BASE_NUMBERS, Set.of(), draft.baseNumbers().orElse(Set.of())));
        return responses.saved(entity);
    }

    /** @return what is there now, and whether it was created */
    @Transactional
    Map.Entry<Saved, Boolean> replace(String trunkId, TrunkRequest request, String ifMatch, String ifNoneMatch) {
        long revision = revisions.advance();
        var present = store.of(caller.team(), trunkId);
        if (present.isEmpty()) {
            ETags.requireNoMatch(ifMatch);
            return Map.entry(create(trunkId, request, revision), true);
        }
        var entity = present.get();
        ETags.requireAbsent(ifNoneMatch, entity.stamps.revision);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        var violations = new Violations();
        requireSameId(trunkId, request.trunkId() == null ? trunkId : request.trunkId(), violations);
        change(entity, Wanted.of(request, store.password(entity)), revision, violations);
        return Map.entry(responses.saved(entity), false);
    }

    @Transactional
    Saved patch(String trunkId, MergePatch<TrunkRequest> patch, String ifMatch) {
        long revision = revisions.advance();
        var entity = store.found(caller.team(), trunkId);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        var wanted = Wanted.of(patch, TrunkRequest.of(entity), store.password(entity));
        var violations = new Violations();
        requireSameId(trunkId, wanted.trunk().trunkId(), violations);
        change(entity, wanted, revision, violations);
        return responses.saved(entity);
    }

    private static void requireSameId(String trunkId, String given, Violations violations) {
        if (!Objects.equals(given, trunkId)) {
            violations.add("/trunkId", IMMUTABLE, "Leave it out, or give the ID in the path: it can't be changed.");
        }
    }

    private void change(TrunkEntity entity, Wanted wanted, long revision, Violations violations) {
        var trunkId = entity.trunkId;
        var draft = drafts.checked(trunkId, wanted, violations);
        var before = AuditedTrunk.of(entity);
        var linked = links.numbersOf(trunkId);
        entity.stamps.changed(revision, clock.instant(), caller.name());
        write(entity, draft.trunk(), wanted, revision);
        draft.baseNumbers().ifPresent(wantedNumbers -> numbers.replace(trunkId, wantedNumbers, revision));
        record(
                Action.UPDATE,
                trunkId,
                revision,
                AuditedTrunk.difference(
                                before,
                                AuditedTrunk.of(entity),
                                wanted.newPassword().isPresent())
                        .links(BASE_NUMBERS, linked, draft.baseNumbers().orElse(linked)));
    }

    @Transactional
    void delete(String trunkId, boolean force, String ifMatch) {
        long revision = revisions.advance();
        var entity = store.found(caller.team(), trunkId);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        var linked = links.numbersOf(trunkId);
        if (!linked.isEmpty() && !force) {
            throw new Problem.InUse("base-number", linked, "Unlink them first, or repeat with ?force=true.");
        }
        numbers.replace(trunkId, Set.of(), revision);
        store.delete(entity);
        revisions.mark(RowKind.TRUNK, trunkId, revision);
        record(
                Action.DELETE,
                trunkId,
                revision,
                AuditedTrunk.difference(AuditedTrunk.of(entity), null, false).links(BASE_NUMBERS, linked, Set.of()));
    }

    private void record(Action action, String trunkId, long revision, Difference difference) {
        audit.record(Change.of(Kind.TRUNK, trunkId, action, revision, difference));
    }

    private void write(TrunkEntity entity, Trunk trunk, Wanted wanted, long revision) {
        entity.write(trunk);
        wanted.newPassword().ifPresent(password -> {
            store.setPassword(entity, password);
            entity.authPassChangedAt = clock.instant();
        });
        revisions.mark(RowKind.TRUNK, entity.trunkId, revision);
    }
}
