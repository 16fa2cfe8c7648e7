package io.egress.number;

import io.egress.audit.Action;
import io.egress.audit.Audit;
import io.egress.audit.Change;
import io.egress.audit.Difference;
import io.egress.audit.Kind;
import io.egress.revision.Revisions;
import io.egress.revision.RowKind;
import io.egress.web.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Creates and changes many base numbers at once: all of them at one revision, or none. */
@ApplicationScoped
class NumberImport {
    private final ImportPlans plans;
    private final ImportStore store;
    private final BaseNumberStore numbers;
    private final NumberLinks links;
    private final Revisions revisions;
    private final Audit audit;
    private final Caller caller;
    private final Clock clock;

    NumberImport(
            ImportPlans plans,
            ImportStore store,
            BaseNumberStore numbers,
            NumberLinks links,
            Revisions revisions,
            Audit audit,
            Caller caller,
            Clock clock) {
        this.plans = plans;
        this.store = store;
        this.numbers = numbers;
        this.links = links;
        this.revisions = revisions;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /** What it would come to. */
    @Transactional
    ImportResponse tried(byte[] csv) {
        return ImportResponse.of(plans.of(csv), null);
    }

    @Transactional
    ImportResponse done(byte[] csv) {
        long revision = revisions.advance();
        var plan = plans.of(csv);
        write(plan, revision);
        return ImportResponse.of(plan, revision);
    }

    private void write(ImportPlan plan, long revision) {
        store.insert(caller.team(), plan.rows(PlannedRow::isNew), revision, clock.instant(), caller.name());
        store.rename(plan.rows(PlannedRow::isRenamed));
        links.change(caller.team(), plan.links(PlannedRow::added), plan.links(PlannedRow::removed), revision);
        numbers.touch(plan.numbers(PlannedRow::changesPresent), revision, clock.instant(), caller.name());
        revisions.mark(RowKind.NUMBER, plan.numbers(PlannedRow::changesAnything), revision);
        audit.record(plan.rows(PlannedRow::changesAnything).stream()
                .map(row -> Change.of(
                        Kind.BASE_NUMBER,
                        row.number(),
                        row.isNew() ? Action.CREATE : Action.UPDATE,
                        revision,
                        Difference.none()
                                .field("name", row.nameBefore(), row.name())
                                .links(LinkedTrunks.EGRESS_TRUNKS, row.removed(), row.added())))
                .toList());
    }
}
