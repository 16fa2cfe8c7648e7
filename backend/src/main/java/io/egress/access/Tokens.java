package io.egress.access;

import static io.egress.problem.ViolationCode.BAD_FORMAT;
import static io.egress.problem.ViolationCode.EXPIRED;
import static io.egress.problem.ViolationCode.NOT_ALLOWED;
import static io.egress.problem.ViolationCode.OUT_OF_RANGE;

import io.egress.audit.Action;
import io.egress.audit.Audit;
import io.egress.audit.Change;
import io.egress.audit.Difference;
import io.egress.audit.Kind;
import io.egress.problem.Problem;
import io.egress.problem.Violations;
import io.egress.revision.Revisions;
import io.egress.security.Opaque;
import io.egress.web.Actor;
import io.egress.web.Caller;
import io.egress.web.Constraints;
import io.egress.web.ETags;
import io.egress.web.Page;
import io.egress.web.Role;
import io.egress.web.Slice;
import io.egress.web.Stamps;
import io.egress.web.Way;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What can be done with API tokens. They belong to the team: they stay when their maker goes. */
@ApplicationScoped
class Tokens {
    static final String NAME = "^[a-z0-9](?:[a-z0-9._-]{0,61}[a-z0-9])?$";
    private static final String PREFIX = "egt_";
    private static final Duration USUAL = Duration.ofDays(90);

    /** What the audit log tells of a token. */
    private record Told(String role, String expiresAt) {
        static Told of(TokenEntity entity) {
            return new Told(entity.role, entity.expiresAt.toString());
        }
    }

    private final TokenStore store;
    private final Throttles throttles;
    private final Constraints constraints;
    private final Revisions revisions;
    private final Audit audit;
    private final Caller caller;
    private final Clock clock;
    private final Duration longest;

    Tokens(
            TokenStore store,
            Throttles throttles,
            Constraints constraints,
            Revisions revisions,
            Audit audit,
            Caller caller,
            Clock clock,
            @ConfigProperty(name = "egress.tokens.longest", defaultValue = "P366D") Duration longest) {
        this.store = store;
        this.throttles = throttles;
        this.constraints = constraints;
        this.revisions = revisions;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
        this.longest = longest;
    }

    /** Whether it looks like a token of ours. */
    static boolean isOne(String text) {
        return text.startsWith(PREFIX);
    }

    /** In whose name a token acts: its maker's, with the token's own role. Empty if it is unknown or has expired. */
    @Transactional
    Optional<Actor> holder(String token) {
        var now = clock.instant();
        return store.good(Opaque.digest(token), now).map(entity -> {
            if (entity.lastUsedAt == null || entity.lastUsedAt.isBefore(now.minus(Sessions.SEEN_PRECISION))) {
                entity.lastUsedAt = now;
            }
            return new Actor(entity.team, entity.stamps.createdBy, entity.role, Way.TOKEN, entity.name);
        });
    }

    @Transactional
    Page<TokenResponse> page(TokenFilter filter, Slice<TokenEntity> slice) {
        return store.page(filter.of(caller.team()), slice)
                .shown(entities -> entities.stream().map(TokenResponse::of).toList());
    }

    @Transactional
    TokenResponse get(String name) {
        return TokenResponse.of(found(name));
    }

    /** The only answer that holds the token itself. */
    @Transactional
    NewTokenResponse create(TokenRequest request) {
        var violations = new Violations();
        constraints.check(request, violations);
        var expiresAt = expiry(request.expiresAt(), violations);
        if (!violations.concern("/role") && !Role.covers(caller.role(), request.role())) {
            violations.add("/role", NOT_ALLOWED, "Give a role that you have.");
        }
        violations.throwIfAny();
        throttles.newTokensOfUser().take(caller.team() + "/" + caller.name());
        long revision = revisions.advance();
        if (store.of(caller.team(), request.name()).isPresent()) {
            throw new Problem.Taken("/name", request.name() + " is there already.");
        }
        var token = PREFIX + Opaque.random();
        var entity = new TokenEntity();
        entity.team = caller.team();
        entity.name = request.name();
        entity.digest = Opaque.digest(token);
        entity.role = request.role();
        entity.expiresAt = expiresAt;
        entity.stamps = Stamps.created(revision, clock.instant(), caller.name());
        store.persist(entity);
        record(Action.CREATE, entity.name, revision, Difference.between(null, Told.of(entity)));
        return NewTokenResponse.of(entity, token);
    }

    /** RFC 3339, to the microsecond as PostgreSQL keeps it. */
    private Instant expiry(String text, Violations violations) {
        var now = clock.instant();
        if (text == null) {
            return now.plus(USUAL.compareTo(longest) < 0 ? USUAL : longest);
        }
        try {
            var given = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
            if (!given.isAfter(now)) {
                violations.add("/expiresAt", EXPIRED, "Give a time that is yet to come.");
            } else if (given.isAfter(now.plus(longest))) {
                violations.add("/expiresAt", OUT_OF_RANGE, "Give a time within " + longest.toDays() + " days.");
            }
            return given;
        } catch (DateTimeException e) {
            violations.add("/expiresAt", BAD_FORMAT, "Give a time such as 2030-01-01T00:00:00Z.");
            return null;
        }
    }

    @Transactional
    void delete(String name, String ifMatch) {
        long revision = revisions.advance();
        var entity = found(name);
        ETags.requireMatch(ifMatch, entity.stamps.revision);
        store.delete(entity);
        record(Action.DELETE, name, revision, Difference.between(Told.of(entity), null));
    }

    private void record(Action action, String name, long revision, Difference difference) {
        audit.record(Change.of(Kind.TOKEN, name, action, revision, difference));
    }

    private TokenEntity found(String name) {
        return store.of(caller.team(), name).orElseThrow(() -> new Problem.NotFound("There is no token " + name + "."));
    }
}
