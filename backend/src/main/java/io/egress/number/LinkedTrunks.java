package io.egress.number;

import static io.egress.problem.ViolationCode.DUPLICATE;
import static io.egress.problem.ViolationCode.UNKNOWN_TRUNK;

import io.egress.audit.Action;
import io.egress.audit.Audit;
import io.egress.audit.Change;
import io.egress.audit.Difference;
import io.egress.audit.Kind;
import io.egress.problem.Problem;
import io.egress.problem.Violations;
import io.egress.revision.Revisions;
import io.egress.revision.RowKind;
import io.egress.web.Caller;
import io.egress.web.ETags;
import io.egress.web.Link;
import io.egress.web.Tagged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** What can be done with the trunks of a base number. What changes none moves no revision of an object. */
@ApplicationScoped
class LinkedTrunks {
    static final String EGRESS_TRUNKS = "egressTrunks";

    private final BaseNumberStore store;
    private final NumberLinks links;
    private final Revisions revisions;
    private final Audit audit;
    private final Caller caller;
    private final Clock clock;

    LinkedTrunks(
            BaseNumberStore store, NumberLinks links, Revisions revisions, Audit audit, Caller caller, Clock clock) {
        this.store = store;
        this.links = links;
        this.revisions = revisions;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    /** In winning order. */
    @Transactional
    Tagged<List<String>> list(String number) {
        return shown(store.found(caller.team(), number));
    }

    /** Makes these the number's links. */
    @Transactional
    Tagged<List<String>> set(String number, List<String> trunkIds, String ifMatch) {
        long revision = revisions.advance();
        var entity = found(number, ifMatch);
        var violations = new Violations();
        check("", trunkIds, violations);
        violations.throwIfAny();
        var before = linked(number);
        if (links.replace(caller.team(), number, trunkIds, revision)) {
            moved(entity, before, trunkIds, revision);
        }
        return shown(entity);
    }

    /** @throws Problem.NotFound if they are not linked */
    @Transactional
    Tagged<Link> get(String number, String trunkId) {
        var entity = store.found(caller.team(), number);
        if (!links.isLinked(number, trunkId)) {
            throw new Problem.NotFound("The base number " + number + " does not use the trunk " + trunkId + ".");
        }
        return new Tagged<>(new Link(trunkId, number), entity.stamps.revision);
    }

    /** @return the number's revision */
    @Transactional
    long link(String number, String trunkId, String ifMatch) {
        long revision = revisions.advance();
        var entity = found(number, ifMatch);
        if (!links.unknownTrunks(caller.team(), List.of(trunkId)).isEmpty()) {
            throw new Problem.NotFound("There is no trunk " + trunkId + ".");
        }
        if (links.link(caller.team(), number, trunkId, revision)) {
            moved(entity, List.of(), List.of(trunkId), revision);
        }
        return entity.stamps.revision;
    }

    /** @return the number's revision */
    @Transactional
    long unlink(String number, String trunkId, String ifMatch) {
        long revision = revisions.advance();
        var entity = found(number, ifMatch);
        if (links.unlink(number, trunkId, revision)) {
            moved(entity, List.of(trunkId), List.of(), revision);
        }
        return entity.stamps.revision;
    }

    /** Complains at trunks that the team does not have, and at those that come twice. */
    void check(String pointer, List<String> trunkIds, Violations violations) {
        var unknown = links.unknownTrunks(caller.team(), trunkIds);
        var named = new HashSet<String>();
        for (int at = 0; at < trunkIds.size(); at++) {
            if (unknown.contains(trunkIds.get(at))) {
                violations.add(pointer + "/" + at, UNKNOWN_TRUNK, "Name a trunk that exists.");
            } else if (!named.add(trunkIds.get(at))) {
                violations.add(pointer + "/" + at, DUPLICATE, "Name each trunk once.");
            }
        }
    }

    /** In winning order. */
    List<String> linked(String number) {
        return links.inWinningOrder(List.of(number)).getOrDefault(number, List.of());
    }

    private BaseNumberEntity found(String number, String ifMatch) {
        var entity = store.found(caller.team(), number);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        return entity;
    }

    private void moved(BaseNumberEntity entity, Collection<String> before, Collection<String> after, long revision) {
        entity.stamps.changed(revision, clock.instant(), caller.name());
        revisions.mark(RowKind.NUMBER, entity.number, revision);
        audit.record(Change.of(
                Kind.BASE_NUMBER,
                entity.number,
                Action.UPDATE,
                revision,
                Difference.none().links(EGRESS_TRUNKS, before, after)));
    }

    private Tagged<List<String>> shown(BaseNumberEntity entity) {
        return new Tagged<>(linked(entity.number), entity.stamps.revision);
    }
}
