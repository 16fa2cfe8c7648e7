package io.egress.number;

import static io.egress.problem.ViolationCode.BAD_FORMAT;
import static io.egress.problem.ViolationCode.DUPLICATE;
import static io.egress.problem.ViolationCode.IMMUTABLE;
import static io.egress.problem.ViolationCode.REQUIRED;
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
import io.egress.web.Constraints;
import io.egress.web.ETags;
import io.egress.web.MergePatch;
import io.egress.web.Page;
import io.egress.web.Stamps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be done with base numbers. */
@ApplicationScoped
public class BaseNumbers {
    private static final String EGRESS_TRUNKS = "egressTrunks";

    private final BaseNumberStore store;
    private final NumberLinks links;
    private final Revisions revisions;
    private final Audit audit;
    private final Constraints constraints;
    private final Caller caller;
    private final Clock clock;

    BaseNumbers(BaseNumberStore store, NumberLinks links, Revisions revisions, Audit audit, Constraints constraints,
            Caller caller, Clock clock) {
        this.store = store;
        this.links = links;
        this.revisions = revisions;
        this.audit = audit;
        this.constraints = constraints;
        this.caller = caller;
        this.clock = clock;
    }

    /** Which of these numbers the caller's team does not have. */
    public Set<String> unknown(Collection<String> numbers) {
        return store.unknown(caller.team(), numbers);
    }

    /** Moves numbers whose links changed to this revision. */
    public void touch(Collection<String> numbers, long revision) {
        for (var number : numbers) {
            store.findByIdOptional(number).ifPresent(entity ->
                    entity.stamps.changed(revision, clock.instant(), caller.name()));
            revisions.mark(RowKind.NUMBER, number, revision);
        }
    }

    @Transactional
    Page<BaseNumberResponse> page(Page.Query query) {
        return Page.of(store.page(caller.team(), query), query, entity -> entity.number, entities -> {
            var trunks = links.inWinningOrder(entities.stream().map(entity -> entity.number).toList());
            return entities.stream()
                    .map(entity -> BaseNumberResponse.of(entity, trunks.getOrDefault(entity.number, List.of()))).toList();
        });
    }

    @Transactional
    BaseNumberResponse get(String number) {
        return shown(found(number));
    }

    @Transactional
    BaseNumberResponse create(BaseNumberRequest request) {
        long revision = revisions.advance();
        var violations = check(request);
        var number = number(request.number(), violations);
        violations.throwIfAny();
        return create(number, request, revision);
    }

    private BaseNumberResponse create(String number, BaseNumberRequest request, long revision) {
        if (store.findByIdOptional(number).isPresent()) {
            throw new Problem.Taken("/number", number + " is there already.");
        }
        var entity = new BaseNumberEntity();
        entity.number = number;
        entity.team = caller.team();
        entity.stamps = Stamps.created(revision, clock.instant(), caller.name());
        write(entity, request, revision);
        store.persist(entity);
        store.flush();
        relink(entity, request, revision);
        record(Action.CREATE, number, revision, Difference.none().field("name", null, entity.name)
                .links(EGRESS_TRUNKS, Set.of(), linked(number)));
        return shown(entity);
    }

    /** @return what is there now, and whether it was created */
    @Transactional
    Map.Entry<BaseNumberResponse, Boolean> replace(String key, BaseNumberRequest request, String ifMatch,
            String ifNoneMatch) {
        long revision = revisions.advance();
        var violations = check(request);
        var number = number(key, violations);
        requireSameNumber(number, request.number() == null ? number : request.number(), violations);
        violations.throwIfAny();
        var present = store.of(caller.team(), number);
        if (present.isEmpty()) {
            ETags.requireNoMatch(ifMatch);
            return Map.entry(create(number, request, revision), true);
        }
        var entity = present.get();
        ETags.requireAbsent(ifNoneMatch);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        change(entity, request, revision);
        return Map.entry(shown(entity), false);
    }

    @Transactional
    BaseNumberResponse patch(String number, MergePatch<BaseNumberRequest> patch, String ifMatch) {
        long revision = revisions.advance();
        var entity = found(number);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        var request = patch.on(new BaseNumberRequest(number, entity.name, null));
        if (patch.names(EGRESS_TRUNKS) && request.egressTrunks() == null) {
            request = new BaseNumberRequest(request.number(), request.name(), List.of());
        }
        var violations = check(request);
        requireSameNumber(number, request.number(), violations);
        violations.throwIfAny();
        change(entity, request, revision);
        return shown(entity);
    }

    private static void requireSameNumber(String number, String given, Violations violations) {
        if (number != null && !Optional.ofNullable(given).flatMap(E164::parse).equals(Optional.of(number))) {
            violations.add("/number", IMMUTABLE, "Leave it out, or give the number in the path: it can't be changed.");
        }
    }

    private void change(BaseNumberEntity entity, BaseNumberRequest request, long revision) {
        var name = entity.name;
        var linked = linked(entity.number);
        entity.stamps.changed(revision, clock.instant(), caller.name());
        write(entity, request, revision);
        relink(entity, request, revision);
        record(Action.UPDATE, entity.number, revision, Difference.none().field("name", name, entity.name)
                .links(EGRESS_TRUNKS, linked, linked(entity.number)));
    }

    @Transactional
    void delete(String number, boolean force, String ifMatch) {
        long revision = revisions.advance();
        var entity = found(number);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        var trunks = linked(number);
        if (!trunks.isEmpty() && !force) {
            throw new Problem.InUse("trunk", trunks, "Unlink them first, or repeat with ?force=true.");
        }
        links.replace(caller.team(), number, List.of(), revision);
        store.delete(entity);
        revisions.mark(RowKind.NUMBER, number, revision);
        record(Action.DELETE, number, revision, Difference.none().field("name", entity.name, null)
                .links(EGRESS_TRUNKS, trunks, Set.of()));
    }

    /** Makes these the number's links. */
    @Transactional
    List<String> setTrunks(String number, List<String> trunkIds) {
        long revision = revisions.advance();
        var entity = found(number);
        var violations = new Violations();
        checkTrunks("", trunkIds, violations);
        violations.throwIfAny();
        moveIfRelinked(entity, trunkIds, revision);
        return shown(entity).egressTrunks();
    }

    /** Links one trunk; nothing happens if it is linked already. */
    @Transactional
    void link(String number, String trunkId) {
        long revision = revisions.advance();
        var entity = found(number);
        if (!links.unknownTrunks(caller.team(), List.of(trunkId)).isEmpty()) {
            throw new Problem.NotFound("There is no trunk " + trunkId + ".");
        }
        var wanted = new HashSet<>(shown(entity).egressTrunks());
        wanted.add(trunkId);
        moveIfRelinked(entity, wanted, revision);
    }

    /** Unlinks one trunk; nothing happens if it is not linked. */
    @Transactional
    void unlink(String number, String trunkId) {
        long revision = revisions.advance();
        var entity = found(number);
        var wanted = new HashSet<>(shown(entity).egressTrunks());
        wanted.remove(trunkId);
        moveIfRelinked(entity, wanted, revision);
    }

    private void moveIfRelinked(BaseNumberEntity entity, Collection<String> trunkIds, long revision) {
        var before = linked(entity.number);
        if (links.replace(caller.team(), entity.number, trunkIds, revision)) {
            entity.stamps.changed(revision, clock.instant(), caller.name());
            revisions.mark(RowKind.NUMBER, entity.number, revision);
            record(Action.UPDATE, entity.number, revision, Difference.none().links(EGRESS_TRUNKS, before, trunkIds));
        }
    }

    private void record(Action action, String number, long revision, Difference difference) {
        audit.record(Change.of(Kind.BASE_NUMBER, number, action, revision, difference));
    }

    private List<String> linked(String number) {
        return links.inWinningOrder(List.of(number)).getOrDefault(number, List.of());
    }

    private Violations check(BaseNumberRequest request) {
        var violations = new Violations();
        constraints.check(request, violations);
        if (request.egressTrunks() != null) {
            checkTrunks("/egressTrunks", request.egressTrunks(), violations);
        }
        return violations;
    }

    private void checkTrunks(String pointer, List<String> trunkIds, Violations violations) {
        var unknown = links.unknownTrunks(caller.team(), trunkIds);
        for (int at = 0; at < trunkIds.size(); at++) {
            if (unknown.contains(trunkIds.get(at))) {
                violations.add(pointer + "/" + at, UNKNOWN_TRUNK, "Name a trunk that exists.");
            } else if (trunkIds.indexOf(trunkIds.get(at)) < at) {
                violations.add(pointer + "/" + at, DUPLICATE, "Name each trunk once.");
            }
        }
    }

    private static String number(String text, Violations violations) {
        if (text == null || text.isBlank()) {
            violations.add("/number", REQUIRED, "Give a number such as +493012345.");
            return null;
        }
        var number = E164.parse(text);
        if (number.isEmpty()) {
            violations.add("/number", BAD_FORMAT, "Give an E.164 number: + and 7 to 15 digits, such as +493012345.");
        }
        return number.orElse(null);
    }

    private void write(BaseNumberEntity entity, BaseNumberRequest request, long revision) {
        entity.name = request.name() == null || request.name().isBlank() ? null : request.name().trim();
        revisions.mark(RowKind.NUMBER, entity.number, revision);
    }

    private void relink(BaseNumberEntity entity, BaseNumberRequest request, long revision) {
        if (request.egressTrunks() != null) {
            links.replace(caller.team(), entity.number, request.egressTrunks(), revision);
        }
    }

    private BaseNumberEntity found(String number) {
        return store.of(caller.team(), number)
                .orElseThrow(() -> new Problem.NotFound("There is no base number " + number + "."));
    }

    private BaseNumberResponse shown(BaseNumberEntity entity) {
        return BaseNumberResponse.of(entity, linked(entity.number));
    }
}
