package io.egress.access;

import static io.egress.problem.ViolationCode.BAD_FORMAT;
import static io.egress.problem.ViolationCode.REQUIRED;

import io.egress.audit.Action;
import io.egress.audit.Audit;
import io.egress.audit.Change;
import io.egress.audit.Difference;
import io.egress.audit.Kind;
import io.egress.problem.Problem;
import io.egress.problem.Violations;
import io.egress.revision.Revisions;
import io.egress.web.Caller;
import io.egress.web.ETags;
import io.egress.web.Page;
import io.egress.web.Slice;
import io.egress.web.Stamps;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/** What can be done with teams. */
@ApplicationScoped
class Teams {
    /** There from the beginning, and the operator's own. */
    static final String DEFAULT = "default";

    static final String NAME = "^[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?$";

    private final TeamStore store;
    private final Revisions revisions;
    private final Audit audit;
    private final Caller caller;
    private final Clock clock;

    Teams(TeamStore store, Revisions revisions, Audit audit, Caller caller, Clock clock) {
        this.store = store;
        this.revisions = revisions;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @Transactional
    Page<TeamResponse> page(TeamFilter filter, Slice<TeamEntity> slice) {
        return store.page(filter.conditions(), slice)
                .shown(entities -> entities.stream().map(TeamResponse::of).toList());
    }

    @Transactional
    TeamResponse get(String name) {
        return TeamResponse.of(found(name));
    }

    @Transactional
    TeamResponse create(TeamRequest request) {
        check(request.name());
        long revision = revisions.advance();
        if (store.findByIdOptional(request.name()).isPresent()) {
            throw new Problem.Taken("/name", request.name() + " is there already.");
        }
        var entity = new TeamEntity();
        entity.name = request.name();
        entity.stamps = Stamps.created(revision, clock.instant(), caller.name());
        store.persist(entity);
        record(Action.CREATE, entity.name, revision);
        return TeamResponse.of(entity);
    }

    @Transactional
    void delete(String name, String ifMatch) {
        long revision = revisions.advance();
        var entity = found(name);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        if (name.equals(DEFAULT)) {
            throw new Problem.LocksOut("It is the operator's own team: without it the operator could not come in.");
        }
        requireEmpty(name);
        store.delete(entity);
        record(Action.DELETE, name, revision);
    }

    private void requireEmpty(String name) {
        var objects = store.objectsOf(name);
        if (!objects.isEmpty()) {
            var kind = (String) objects.get(0)[0];
            var keys = objects.stream()
                    .filter(object -> object[0].equals(kind))
                    .map(object -> (String) object[1])
                    .toList();
            throw new Problem.InUse(kind, keys, "Delete what the team has first.");
        }
    }

    private void record(Action action, String name, long revision) {
        audit.record(Change.of(Kind.TEAM, name, action, revision, Difference.none()));
    }

    private static void check(String name) {
        var violations = new Violations();
        if (name == null || name.isBlank()) {
            violations.add("/name", REQUIRED, "Give the team a name, such as sales.");
        } else if (!name.matches(NAME)) {
            violations.add(
                    "/name",
                    BAD_FORMAT,
                    "Give 1 to 63 lower-case letters, digits, - and _, beginning and ending "
                            + "with a letter or digit.");
        }
        violations.throwIfAny();
    }

    private TeamEntity found(String name) {
        return Optional.of(name)
                .filter(given -> given.matches(NAME))
                .flatMap(store::findByIdOptional)
                .orElseThrow(() -> new Problem.NotFound("There is no team " + name + "."));
    }
}
