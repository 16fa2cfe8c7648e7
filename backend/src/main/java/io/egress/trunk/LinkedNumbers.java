package io.egress.trunk;

import static io.egress.problem.ViolationCode.BAD_FORMAT;
import static io.egress.problem.ViolationCode.DUPLICATE;
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
import io.egress.web.Caller;
import io.egress.web.ETags;
import io.egress.web.Link;
import io.egress.web.Tagged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What can be done with the base numbers of a trunk. What changes none moves no revision of an object. */
@ApplicationScoped
class LinkedNumbers {
    static final String BASE_NUMBERS = "baseNumbers";

    private final TrunkStore store;
    private final LinkStore links;
    private final BaseNumbers numbers;
    private final Revisions revisions;
    private final Audit audit;
    private final Caller caller;
    private final Clock clock;

    LinkedNumbers(
            TrunkStore store,
            LinkStore links,
            BaseNumbers numbers,
            Revisions revisions,
            Audit audit,
            Caller caller,
            Clock clock) {
        this.store = store;
        this.links = links;
        this.numbers = numbers;
        this.revisions = revisions;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @Transactional
    Tagged<List<String>> list(String trunkId) {
        return shown(store.found(caller.team(), trunkId));
    }

    /** Makes these the trunk's base numbers. */
    @Transactional
    Tagged<List<String>> set(String trunkId, List<String> baseNumbers, String ifMatch) {
        long revision = revisions.advance();
        var entity = found(trunkId, ifMatch);
        var violations = new Violations();
        var wanted = checked("", baseNumbers, violations);
        violations.throwIfAny();
        var before = links.numbersOf(trunkId);
        if (replace(trunkId, wanted, revision)) {
            moved(entity, before, wanted, revision);
        }
        return shown(entity);
    }

    /** @throws Problem.NotFound if they are not linked */
    @Transactional
    Tagged<Link> get(String trunkId, String number) {
        var entity = store.found(caller.team(), trunkId);
        if (!links.isLinked(trunkId, number)) {
            throw new Problem.NotFound("The trunk " + trunkId + " is not used by the base number " + number + ".");
        }
        return new Tagged<>(new Link(trunkId, number), entity.stamps.revision);
    }

    /** @return the trunk's revision */
    @Transactional
    long link(String trunkId, String number, String ifMatch) {
        long revision = revisions.advance();
        var entity = found(trunkId, ifMatch);
        if (!E164.isOne(number) || !numbers.unknown(List.of(number)).isEmpty()) {
            throw new Problem.NotFound("There is no base number " + number + ".");
        }
        if (!links.isLinked(trunkId, number)) {
            links.linkNumbers(caller.team(), trunkId, List.of(number));
            numbers.touch(List.of(number), revision);
            moved(entity, Set.of(), Set.of(number), revision);
        }
        return entity.stamps.revision;
    }

    /** @return the trunk's revision */
    @Transactional
    long unlink(String trunkId, String number, String ifMatch) {
        long revision = revisions.advance();
        var entity = found(trunkId, ifMatch);
        if (links.isLinked(trunkId, number)) {
            links.unlinkNumbers(trunkId, List.of(number));
            numbers.touch(List.of(number), revision);
            moved(entity, Set.of(number), Set.of(), revision);
        }
        return entity.stamps.revision;
    }

    /** The numbers in their one form; complains at those that the team does not have, and at those that come twice. */
    Set<String> checked(String pointer, List<String> texts, Violations violations) {
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
        return wanted;
    }

    /**
     * Makes these the links of a trunk, and moves the numbers whose links change to the revision.
     *
     * @return whether any link changed
     */
    boolean replace(String trunkId, Set<String> wanted, long revision) {
        var before = links.numbersOf(trunkId);
        var added = new TreeSet<>(wanted);
        added.removeAll(before);
        var removed = new TreeSet<>(before);
        removed.removeAll(wanted);
        links.linkNumbers(caller.team(), trunkId, added);
        links.unlinkNumbers(trunkId, removed);
        added.addAll(removed);
        numbers.touch(added, revision);
        return !added.isEmpty();
    }

    private TrunkEntity found(String trunkId, String ifMatch) {
        var entity = store.found(caller.team(), trunkId);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        return entity;
    }

    private void moved(TrunkEntity trunk, Collection<String> before, Collection<String> after, long revision) {
        trunk.stamps.changed(revision, clock.instant(), caller.name());
        revisions.mark(RowKind.TRUNK, trunk.trunkId, revision);
        audit.record(Change.of(
                Kind.TRUNK,
                trunk.trunkId,
                Action.UPDATE,
                revision,
                Difference.none().links(BASE_NUMBERS, before, after)));
    }

    private Tagged<List<String>> shown(TrunkEntity trunk) {
        return new Tagged<>(List.copyOf(links.numbersOf(trunk.trunkId)), trunk.stamps.revision);
    }
}
