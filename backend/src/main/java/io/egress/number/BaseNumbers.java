package io.egress.number;

import static io.egress.number.LinkedTrunks.EGRESS_TRUNKS;
import static io.egress.problem.ViolationCode.BAD_FORMAT;
import static io.egress.problem.ViolationCode.IMMUTABLE;
import static io.egress.problem.ViolationCode.REQUIRED;

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
import io.egress.web.LinkSummary;
import io.egress.web.MergePatch;
import io.egress.web.Page;
import io.egress.web.Slice;
import io.egress.web.Stamps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be done with base numbers. */
@ApplicationScoped
public class BaseNumbers {
    private final BaseNumberStore store;
    private final NumberLinks links;
    private final LinkedTrunks trunks;
    private final Revisions revisions;
    private final Audit audit;
    private final Constraints constraints;
    private final Caller caller;
    private final Clock clock;

    BaseNumbers(
            BaseNumberStore store,
            NumberLinks links,
            LinkedTrunks trunks,
            Revisions revisions,
            Audit audit,
            Constraints constraints,
            Caller caller,
            Clock clock) {
        this.store = store;
        this.links = links;
        this.trunks = trunks;
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
        store.touch(numbers, revision, clock.instant(), caller.name());
        revisions.mark(RowKind.NUMBER, numbers, revision);
    }

    @Transactional
    Page<BaseNumberResponse> page(BaseNumberFilter filter, Slice<BaseNumberEntity> slice) {
        return store.page(filter.of(caller.team(), links), slice).shown(entities -> {
            var linked = links.trunksOfEach(
                    entities.stream().map(entity -> entity.number).toList());
            return entities.stream()
                    .map(entity -> BaseNumberResponse.of(entity, linked.getOrDefault(entity.number, LinkSummary.NONE)))
                    .toList();
        });
    }

    @Transactional
    BaseNumberResponse get(String number) {
        return shown(store.found(caller.team(), number));
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
        record(
                Action.CREATE,
                number,
                revision,
                Difference.none()
                        .field("name", null, entity.name)
                        .links(EGRESS_TRUNKS, Set.of(), trunks.linked(number)));
        return shown(entity);
    }

    /** @return what is there now, and whether it was created */
    @Transactional
    Map.Entry<BaseNumberResponse, Boolean> replace(
            String key, BaseNumberRequest request, String ifMatch, String ifNoneMatch) {
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
        ETags.requireAbsent(ifNoneMatch, entity.stamps.revision);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        change(entity, request, revision);
        return Map.entry(shown(entity), false);
    }

    @Transactional
    BaseNumberResponse patch(String number, MergePatch<BaseNumberRequest> patch, String ifMatch) {
        long revision = revisions.advance();
        var entity = store.found(caller.team(), number);
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
        var linked = trunks.linked(entity.number);
        entity.stamps.changed(revision, clock.instant(), caller.name());
        write(entity, request, revision);
        relink(entity, request, revision);
        record(
                Action.UPDATE,
                entity.number,
                revision,
                Difference.none()
                        .field("name", name, entity.name)
                        .links(EGRESS_TRUNKS, linked, trunks.linked(entity.number)));
    }

    @Transactional
    void delete(String number, boolean force, String ifMatch) {
        long revision = revisions.advance();
        var entity = store.found(caller.team(), number);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        var linked = trunks.linked(number);
        if (!linked.isEmpty() && !force) {
            throw new Problem.InUse("trunk", linked, "Unlink them first, or repeat with ?force=true.");
        }
        links.replace(caller.team(), number, List.of(), revision);
        store.delete(entity);
        revisions.mark(RowKind.NUMBER, number, revision);
        record(
                Action.DELETE,
                number,
                revision,
                Difference.none().field("name", entity.name, null).links(EGRESS_TRUNKS, linked, Set.of()));
    }

    private void record(Action action, String number, long revision, Difference difference) {
        audit.record(Change.of(Kind.BASE_NUMBER, number, action, revision, difference));
    }

    private Violations check(BaseNumberRequest request) {
        var violations = new Violations();
        constraints.check(request, violations);
        if (request.egressTrunks() != null) {
            trunks.check("/egressTrunks", request.egressTrunks(), violations);
        }
        return violations;
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
        entity.name = request.name() == null || request.name().isBlank()
                ? null
                : request.name().trim();
        revisions.mark(RowKind.NUMBER, entity.number, revision);
    }

    private void relink(BaseNumberEntity entity, BaseNumberRequest request, long revision) {
        if (request.egressTrunks() != null) {
            links.replace(caller.team(), entity.number, request.egressTrunks(), revision);
        }
    }

    private BaseNumberResponse shown(BaseNumberEntity entity) {
        return BaseNumberResponse.of(entity, LinkSummary.whole(trunks.linked(entity.number)));
    }
}
