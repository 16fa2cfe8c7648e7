package io.egress.access;

import static io.egress.problem.ViolationCode.IMMUTABLE;
import static io.egress.problem.ViolationCode.NOT_ALLOWED;
import static io.egress.problem.ViolationCode.REQUIRED;
import static io.egress.problem.ViolationCode.UNKNOWN_TEAM;

import io.egress.audit.Action;
import io.egress.audit.Audit;
import io.egress.audit.Change;
import io.egress.audit.Difference;
import io.egress.audit.Kind;
import io.egress.problem.Problem;
import io.egress.problem.Violations;
import io.egress.revision.Revisions;
import io.egress.security.Passwords;
import io.egress.security.Secret;
import io.egress.web.Caller;
import io.egress.web.ETags;
import io.egress.web.MergePatch;
import io.egress.web.Page;
import io.egress.web.Role;
import io.egress.web.Slice;
import io.egress.web.Stamps;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What can be done with users: by admins with those of their team, by the operator with all. */
@ApplicationScoped
class Users {
    static final String USERNAME = "^[a-z0-9][a-z0-9._@+-]{0,63}$";
    static final List<String> ROLES = List.of(Role.VIEWER, Role.EDITOR, Role.ADMIN);
    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    /** What the audit log tells of a user. */
    private record Told(String team, String name, String role, Boolean disabled) {
        static Told of(UserEntity entity) {
            return new Told(entity.team, entity.name, entity.role, entity.disabled);
        }
    }

    private final UserStore store;
    private final TeamStore teams;
    private final SessionStore sessions;
    private final UserRules rules;
    private final Passwords passwords;
    private final Revisions revisions;
    private final Audit audit;
    private final Caller caller;
    private final Clock clock;

    Users(
            UserStore store,
            TeamStore teams,
            SessionStore sessions,
            UserRules rules,
            Passwords passwords,
            Revisions revisions,
            Audit audit,
            Caller caller,
            Clock clock) {
        this.store = store;
        this.teams = teams;
        this.sessions = sessions;
        this.rules = rules;
        this.passwords = passwords;
        this.revisions = revisions;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @Transactional
    Page<UserResponse> page(UserFilter filter, Slice<UserEntity> slice) {
        var conditions = filter.conditions();
        if (!isOperator()) {
            conditions.and("u.team = :own", "own", caller.team());
        }
        return store.page(conditions, slice)
                .shown(entities -> entities.stream().map(UserResponse::of).toList());
    }

    @Transactional
    UserResponse get(String username) {
        return UserResponse.of(found(username));
    }

    UserResponse create(UserRequest request) {
        return save(request.username(), request, null, null, false).getKey();
    }

    /** @return what is there now, and whether it was created */
    Map.Entry<UserResponse, Boolean> replace(String username, UserRequest request, String ifMatch, String ifNoneMatch) {
        return save(username, request, ifMatch, ifNoneMatch, true);
    }

    UserResponse patch(String username, MergePatch<UserRequest> patch, String ifMatch) {
        var request = QuarkusTransaction.requiringNew().call(() -> patch.on(asIs(found(username))));
        var violations = rules.check(username, request);
        if (request.username() == null) {
            violations.add("/username", IMMUTABLE, "Leave it out: it can't be changed.");
        }
        if (patch.names("password") && request.password() == null) {
            violations.add("/password", REQUIRED, "Give a password, or leave it out: a user always has one.");
        }
        violations.throwIfAny();
        var hash = hash(request);
        return QuarkusTransaction.requiringNew().call(() -> {
            long revision = revisions.advance();
            var entity = found(username);
            ETags.requireMatch(ifMatch, entity.stamps.revision);
            return update(entity, patch.on(asIs(entity)), hash, revision);
        });
    }

    private static UserRequest asIs(UserEntity entity) {
        return new UserRequest(entity.username, entity.team, entity.name, entity.role, entity.disabled, null);
    }

    /** Not in the transaction of the change: while a hash is made, others save. */
    private String hash(UserRequest request) {
        return request.password() == null ? null : passwords.hash(Secret.of(request.password()));
    }

    private Map.Entry<UserResponse, Boolean> save(
            String username, UserRequest request, String ifMatch, String ifNoneMatch, boolean mayReplace) {
        var violations = rules.check(username, request);
        boolean isUpdate = mayReplace
                && QuarkusTransaction.requiringNew().call(() -> seen(username).isPresent());
        if (!isUpdate) {
            checkNew(request, violations);
        }
        violations.throwIfAny();
        var hash = hash(request);
        return QuarkusTransaction.requiringNew().call(() -> {
            long revision = revisions.advance();
            var present = mayReplace ? seen(username) : Optional.<UserEntity>empty();
            if (present.isPresent()) {
                ETags.requireAbsent(ifNoneMatch, present.get().stamps.revision);
                ETags.requireMatch(ifMatch, present.get().stamps.revision);
                return Map.entry(update(present.get(), request, hash, revision), false);
            }
            ETags.requireNoMatch(ifMatch);
            return Map.entry(insert(username, request, hash, revision), true);
        });
    }

    private void checkNew(UserRequest request, Violations violations) {
        if (request.password() == null) {
            violations.add("/password", REQUIRED, "Give a password of " + SHORTEST + " to " + LONGEST + " characters.");
        }
        if (request.team() == null || request.team().equals(caller.team())) {
            return;
        }
        if (!isOperator()) {
            violations.add("/team", NOT_ALLOWED, "Leave it out: only the operator makes users of other teams.");
        } else if (QuarkusTransaction.requiringNew()
                .call(() -> teams.findByIdOptional(request.team()).isEmpty())) {
            violations.add("/team", UNKNOWN_TEAM, "Name a team that there is; GET /teams lists them.");
        }
    }

    private UserResponse insert(String username, UserRequest request, String hash, long revision) {
        if (hash == null) {
            throw new Problem.Conflict("The user was deleted meanwhile.");
        }
        if (store.findByIdOptional(username).isPresent()) {
            throw new Problem.Taken("/username", username + " is there already, perhaps in another team.");
        }
        var entity = new UserEntity();
        entity.username = username;
        entity.team = Objects.requireNonNullElse(request.team(), caller.team());
        write(entity, request, hash);
        entity.stamps = Stamps.created(revision, clock.instant(), caller.name());
        store.persist(entity);
        record(
                Action.CREATE,
                username,
                revision,
                Difference.between(null, Told.of(entity)).secret("password"));
        return UserResponse.of(entity);
    }

    private UserResponse update(UserEntity entity, UserRequest request, String hash, long revision) {
        if (request.team() != null && !request.team().equals(entity.team)) {
            var violations = new Violations();
            violations.add(
                    "/team", IMMUTABLE, "Leave it out: a user stays in a team. Make a new user in the other one.");
            violations.throwIfAny();
        }
        var before = Told.of(entity);
        boolean wasAdmin = isEnabledAdmin(entity);
        write(entity, request, hash);
        if (wasAdmin && !isEnabledAdmin(entity)) {
            requireAnotherAdmin(entity);
        }
        if (hash != null || entity.disabled) {
            sessions.endAll(entity.username);
        }
        entity.stamps.changed(revision, clock.instant(), caller.name());
        var difference = Difference.between(before, Told.of(entity));
        record(Action.UPDATE, entity.username, revision, hash == null ? difference : difference.secret("password"));
        return UserResponse.of(entity);
    }

    private void write(UserEntity entity, UserRequest request, String hash) {
        entity.name = request.name() == null || request.name().isBlank()
                ? null
                : request.name().strip();
        entity.role = request.role();
        entity.disabled = Boolean.TRUE.equals(request.disabled());
        if (hash != null) {
            entity.password = hash;
            entity.passwordChangedAt = clock.instant();
        }
    }

    @Transactional
    void delete(String username, String ifMatch) {
        long revision = revisions.advance();
        var entity = found(username);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        if (isEnabledAdmin(entity)) {
            requireAnotherAdmin(entity);
        }
        store.delete(entity);
        record(Action.DELETE, username, revision, Difference.between(Told.of(entity), null));
    }

    /** Signs the user out everywhere. */
    @Transactional
    void endSessions(String username) {
        found(username);
        if (sessions.endAll(username) > 0) {
            audit.record(Change.of(Kind.SESSION, username, Action.DELETE, null, Difference.none()));
        }
    }

    private void requireAnotherAdmin(UserEntity entity) {
        if (!isOperator() && store.adminsBeside(entity) == 0) {
            throw new Problem.LocksOut(entity.username + " is the last admin of team " + entity.team
                    + ". Make somebody else an admin first.");
        }
    }

    private static boolean isEnabledAdmin(UserEntity entity) {
        return entity.role.equals(Role.ADMIN) && !entity.disabled;
    }

    private boolean isOperator() {
        return caller.role().equals(Role.OPERATOR);
    }

    private void record(Action action, String username, long revision, Difference difference) {
        audit.record(Change.of(Kind.USER, username, action, revision, difference));
    }

    private Optional<UserEntity> seen(String username) {
        return store.named(username).filter(entity -> isOperator() || entity.team.equals(caller.team()));
    }

    private UserEntity found(String username) {
        return seen(username).orElseThrow(() -> new Problem.NotFound("There is no user " + username + "."));
    }
}
