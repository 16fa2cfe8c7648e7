package io.egress.access;

import static io.egress.problem.ViolationCode.WRONG_PASSWORD;

import io.egress.audit.Action;
import io.egress.audit.Audit;
import io.egress.audit.Change;
import io.egress.audit.Difference;
import io.egress.audit.Kind;
import io.egress.problem.Problem;
import io.egress.problem.Violations;
import io.egress.revision.Revisions;
import io.egress.security.Opaque;
import io.egress.security.Passwords;
import io.egress.security.Secret;
import io.egress.web.Actor;
import io.egress.web.Caller;
import io.egress.web.Constraints;
import io.egress.web.Way;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What can be done with browser sessions, and with one's own password. */
@ApplicationScoped
class Sessions {
    /** How exactly it is known when a session or token was last used. */
    static final Duration SEEN_PRECISION = Duration.ofMinutes(1);

    /** @param value of the cookie; shown to nobody else */
    record SignedIn(String value, Session session) {}

    private final SessionStore store;
    private final UserStore users;
    private final Passwords passwords;
    private final Throttles throttles;
    private final Constraints constraints;
    private final Revisions revisions;
    private final Audit audit;
    private final Caller caller;
    private final Clock clock;
    private final Duration idle;
    private final Duration longest;

    Sessions(
            SessionStore store,
            UserStore users,
            Passwords passwords,
            Throttles throttles,
            Constraints constraints,
            Revisions revisions,
            Audit audit,
            Caller caller,
            Clock clock,
            @ConfigProperty(name = "egress.sessions.idle", defaultValue = "PT1H") Duration idle,
            @ConfigProperty(name = "egress.sessions.longest", defaultValue = "PT12H") Duration longest) {
        this.store = store;
        this.users = users;
        this.passwords = passwords;
        this.throttles = throttles;
        this.constraints = constraints;
        this.revisions = revisions;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
        this.idle = idle;
        this.longest = longest;
    }

    /** @throws Problem.Unauthorized for all that can be wrong, in the same time: nobody learns which users there are */
    SignedIn signIn(SignInRequest request) {
        var violations = new Violations();
        constraints.check(request, violations);
        violations.throwIfAny();
        throttles.logInsOfAddress().take(caller.address());
        throttles.logInsOfUser().take(request.username());
        var hash = hashOf(request.username());
        if (!passwords.match(Secret.of(request.password()), hash.orElse(null))) {
            throw wrong();
        }
        throttles.logInsOfAddress().giveBack(caller.address());
        throttles.logInsOfUser().giveBack(request.username());
        return QuarkusTransaction.requiringNew().call(() -> begin(request.username(), hash.orElseThrow()));
    }

    private static Problem.Unauthorized wrong() {
        return new Problem.Unauthorized("User name or password is wrong.");
    }

    private Optional<String> hashOf(String username) {
        return QuarkusTransaction.requiringNew()
                .call(() -> users.named(username).filter(user -> !user.disabled).map(user -> user.password));
    }

    /** @param hash what the password was compared with, a moment ago */
    private SignedIn begin(String username, String hash) {
        var user = users.held(username)
                .filter(found -> !found.disabled && found.password.equals(hash))
                .orElseThrow(Sessions::wrong);
        var now = clock.instant();
        store.forgetOver(now, now.minus(idle));
        var value = Opaque.random();
        var entity = new SessionEntity();
        entity.digest = Opaque.digest(value);
        entity.username = username;
        entity.createdAt = now;
        entity.lastSeenAt = now;
        entity.expiresAt = now.plus(longest);
        store.persist(entity);
        var session = session(entity, user, value);
        audit.recordAs(session.actor(), change(username, Action.CREATE));
        return new SignedIn(value, session);
    }

    /**
     * @param value of a cookie
     * @param used whether somebody uses it, so that it goes on
     */
    @Transactional
    Optional<Session> running(String value, boolean used) {
        var now = clock.instant();
        return store.running(Opaque.digest(value), now, now.minus(idle)).flatMap(entity -> {
            if (used) {
                see(entity, now);
            }
            return users.findByIdOptional(entity.username)
                    .filter(user -> !user.disabled)
                    .map(user -> session(entity, user, value));
        });
    }

    private static void see(SessionEntity entity, Instant now) {
        if (entity.lastSeenAt.isBefore(now.minus(SEEN_PRECISION))) {
            entity.lastSeenAt = now;
        }
    }

    private static Session session(SessionEntity entity, UserEntity user, String value) {
        var actor = new Actor(user.team, user.username, user.role, Way.WEB, null);
        // Follows from the cookie, which no script can read: nothing more has to be kept.
        return new Session(entity.id, actor, Opaque.digest("csrf " + value), entity.expiresAt);
    }

    /** @param session null: there is nothing to end */
    @Transactional
    void signOut(Session session) {
        if (session != null && store.deleteById(session.id())) {
            audit.record(change(session.actor().name(), Action.DELETE));
        }
    }

    /** Ends all of the caller's sessions, this one too. */
    @Transactional
    void signOutEverywhere(Session session) {
        if (session != null && store.endAll(session.actor().name()) > 0) {
            audit.record(change(session.actor().name(), Action.DELETE));
        }
    }

    /** Ends all of the caller's sessions but this one. */
    void changePassword(Session session, PasswordRequest request) {
        if (session == null) {
            throw new Problem.Forbidden("Sign in with your present password to change it.");
        }
        var username = session.actor().name();
        var violations = new Violations();
        constraints.check(request, violations);
        if (!violations.concern("/newPassword")) {
            UserRules.checkPassword("/newPassword", username, request.newPassword(), violations);
        }
        violations.throwIfAny();
        throttles.logInsOfUser().take(username);
        var hash = hashOf(username);
        if (!passwords.match(Secret.of(request.password()), hash.orElse(null))) {
            violations.add("/password", WRONG_PASSWORD, "Give your present password.");
            violations.throwIfAny();
        }
        throttles.logInsOfUser().giveBack(username);
        var replacement = passwords.hash(Secret.of(request.newPassword()));
        QuarkusTransaction.requiringNew().run(() -> setPassword(session, hash.orElseThrow(), replacement));
    }

    private void setPassword(Session session, String before, String hash) {
        long revision = revisions.advance();
        var username = session.actor().name();
        var user = users.findByIdOptional(username)
                .filter(found -> found.password.equals(before))
                .orElseThrow(() -> new Problem.Conflict("Your password was changed meanwhile."));
        user.password = hash;
        user.passwordChangedAt = clock.instant();
        user.stamps.changed(revision, clock.instant(), username);
        store.endAllBut(username, session.id());
        audit.record(Change.of(
                Kind.USER, username, Action.UPDATE, revision, Difference.none().secret("password")));
    }

    private static Change change(String username, Action action) {
        return Change.of(Kind.SESSION, username, action, null, Difference.none());
    }
}
