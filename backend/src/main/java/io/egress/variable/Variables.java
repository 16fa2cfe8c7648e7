package io.egress.variable;

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
import io.egress.security.Secret;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What can be done with team variables. */
@ApplicationScoped
class Variables {
    static final String NAME = "^[A-Z][A-Z0-9_]{0,63}$";
    static final List<String> TYPES = List.of("text", "secret");

    private final VariableStore store;
    private final VariableUses uses;
    private final Revisions revisions;
    private final Audit audit;
    private final Constraints constraints;
    private final Caller caller;
    private final Clock clock;

    Variables(
            VariableStore store,
            VariableUses uses,
            Revisions revisions,
            Audit audit,
            Constraints constraints,
            Caller caller,
            Clock clock) {
        this.store = store;
        this.uses = uses;
        this.revisions = revisions;
        this.audit = audit;
        this.constraints = constraints;
        this.caller = caller;
        this.clock = clock;
    }

    static boolean isSecret(String type) {
        return type.equals("secret");
    }

    @Transactional
    Page<VariableResponse> page(VariableFilter filter, Slice<VariableEntity> slice) {
        return store.page(filter.of(caller.team(), uses), slice).shown(entities -> {
            var users = uses.trunksUsingEach(
                    caller.team(), entities.stream().map(entity -> entity.name).toList());
            return entities.stream()
                    .map(entity -> VariableResponse.row(
                            entity,
                            store.certificate(entity),
                            users.getOrDefault(entity.name, LinkSummary.NONE),
                            clock.instant()))
                    .toList();
        });
    }

    @Transactional
    VariableResponse get(String name) {
        return shown(store.found(caller.team(), name));
    }

    @Transactional
    VariableResponse create(VariableRequest request) {
        return create(request.name(), request, revisions.advance());
    }

    private VariableResponse create(String name, VariableRequest request, long revision) {
        var violations = check(request);
        checkName(name, violations);
        requireSameName(name, request.name() == null ? name : request.name(), violations);
        if (request.value() == null) {
            violations.add("/value", REQUIRED, "Give a value.");
        }
        violations.throwIfAny();
        if (store.of(caller.team(), name).isPresent()) {
            throw new Problem.Taken("/name", name + " is there already.");
        }
        var entity = new VariableEntity();
        entity.team = caller.team();
        entity.name = name;
        entity.type = request.type();
        store.setValue(entity, Secret.of(request.value()));
        entity.stamps = Stamps.created(revision, clock.instant(), caller.name());
        store.persist(entity);
        record(
                Action.CREATE,
                entity,
                revision,
                told(Difference.none().field("type", null, entity.type), entity, null, entity.value));
        return shown(entity);
    }

    /** @return what is there now, and whether it was created */
    @Transactional
    Map.Entry<VariableResponse, Boolean> replace(
            String name, VariableRequest request, String ifMatch, String ifNoneMatch) {
        long revision = revisions.advance();
        var present = store.of(caller.team(), name);
        if (present.isEmpty()) {
            ETags.requireNoMatch(ifMatch);
            return Map.entry(create(name, request, revision), true);
        }
        var entity = present.get();
        ETags.requireAbsent(ifNoneMatch, entity.stamps.revision);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        var violations = check(request);
        requireSameName(name, request.name() == null ? name : request.name(), violations);
        change(entity, request, revision, violations);
        return Map.entry(shown(entity), false);
    }

    @Transactional
    VariableResponse patch(String name, MergePatch<VariableRequest> patch, String ifMatch) {
        long revision = revisions.advance();
        var entity = store.found(caller.team(), name);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        var request = patch.on(new VariableRequest(name, entity.type, null));
        var violations = check(request);
        requireSameName(name, request.name(), violations);
        if (patch.names("value") && request.value() == null) {
            violations.add("/value", REQUIRED, "Give a value, or leave it out: a variable always has one.");
        }
        change(entity, request, revision, violations);
        return shown(entity);
    }

    private static void requireSameName(String name, String given, Violations violations) {
        if (!Objects.equals(given, name)) {
            violations.add("/name", IMMUTABLE, "Leave it out, or give the name in the path: it can't be changed.");
        }
    }

    private void change(VariableEntity entity, VariableRequest request, long revision, Violations violations) {
        if (!entity.type.equals(request.type()) && !violations.concern("/type")) {
            violations.add("/type", IMMUTABLE, "Make a new variable: the type can't be changed.");
        }
        var value = Optional.ofNullable(request.value())
                .filter(given -> !violations.concern("/value"))
                .map(Secret::of);
        value.ifPresent(given ->
                uses.judge(new TeamVariable(entity.team, entity.name, isSecret(entity.type), given), violations));
        violations.throwIfAny();
        var difference = Difference.none();
        value.ifPresent(given -> {
            var before = entity.value;
            store.setValue(entity, given);
            told(difference, entity, before, entity.value);
            uses.changed(entity.team, entity.name, revision);
        });
        entity.stamps.changed(revision, clock.instant(), caller.name());
        record(Action.UPDATE, entity, revision, difference);
    }

    @Transactional
    void delete(String name, String ifMatch) {
        long revision = revisions.advance();
        var entity = store.found(caller.team(), name);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        var trunks = uses.trunksUsing(caller.team(), name);
        if (!trunks.isEmpty()) {
            throw new Problem.InUse("trunk", trunks, "Let them use another variable, or none, first.");
        }
        store.delete(entity);
        record(
                Action.DELETE,
                entity,
                revision,
                told(Difference.none().field("type", entity.type, null), entity, entity.value, null));
    }

    private void record(Action action, VariableEntity entity, long revision, Difference difference) {
        audit.record(Change.of(Kind.VARIABLE, entity.name, action, revision, difference));
    }

    /** What became of the value; of a secret only that it changed. */
    private static Difference told(Difference difference, VariableEntity entity, String before, String after) {
        return isSecret(entity.type) ? difference.secret("value") : difference.field("value", before, after);
    }

    private Violations check(VariableRequest request) {
        var violations = new Violations();
        constraints.check(request, violations);
        if (request.value() != null && request.value().isEmpty()) {
            violations.add("/value", REQUIRED, "Give a value.");
        }
        return violations;
    }

    private static void checkName(String name, Violations violations) {
        if (name == null || name.isBlank()) {
            violations.add("/name", REQUIRED, "Give the variable a name, such as ACME_CERT.");
        } else if (!name.matches(NAME)) {
            violations.add("/name", BAD_FORMAT, "Give 1 to 64 capital letters, digits and _, beginning with a letter.");
        }
    }

    private VariableResponse shown(VariableEntity entity) {
        return VariableResponse.of(
                entity, store.certificate(entity), uses.trunksUsing(entity.team, entity.name), clock.instant());
    }
}
