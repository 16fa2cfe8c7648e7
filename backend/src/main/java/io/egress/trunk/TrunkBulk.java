package io.egress.trunk;

import io.egress.audit.Action;
import io.egress.audit.Audit;
import io.egress.audit.Change;
import io.egress.audit.Kind;
import io.egress.number.BaseNumbers;
import io.egress.revision.Revisions;
import io.egress.revision.RowKind;
import io.egress.web.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Changes many trunks at once: all of them at one revision, or none. */
@ApplicationScoped
class TrunkBulk {
    private final BulkPlans plans;
    private final BulkStore store;
    private final TrunkStore trunks;
    private final BaseNumbers numbers;
    private final Revisions revisions;
    private final Audit audit;
    private final Caller caller;
    private final Clock clock;

    TrunkBulk(
            BulkPlans plans,
            BulkStore store,
            TrunkStore trunks,
            BaseNumbers numbers,
            Revisions revisions,
            Audit audit,
            Caller caller,
            Clock clock) {
        this.plans = plans;
        this.store = store;
        this.trunks = trunks;
        this.numbers = numbers;
        this.revisions = revisions;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /** What it would come to. */
    @Transactional
    BulkResponse tried(BulkRequest request) {
        return BulkResponse.of(plans.of(request), null);
    }

    @Transactional
    BulkResponse done(BulkRequest request) {
        long revision = revisions.advance();
        var plan = plans.of(request);
        if (!plan.changed().isEmpty()) {
            write(plan, revision);
        }
        return BulkResponse.of(plan, revision);
    }

    private void write(BulkPlan plan, long revision) {
        var ids = plan.changedIds();
        plan.action().write(store, caller.team(), ids);
        trunks.touch(ids, revision, clock.instant(), caller.name());
        revisions.mark(RowKind.TRUNK, ids, revision);
        numbers.touch(plan.movedNumbers(), revision);
        audit.record(plan.changed().stream()
                .map(trunk -> change(plan, trunk, revision))
                .toList());
    }

    private static Change change(BulkPlan plan, TrunkEntity before, long revision) {
        return Change.of(
                Kind.TRUNK,
                before.trunkId,
                plan.action() instanceof BulkAction.Delete ? Action.DELETE : Action.UPDATE,
                revision,
                plan.action().difference(before, plan.movedOf(before)));
    }
}
