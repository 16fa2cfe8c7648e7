package io.egress.access;

import io.egress.audit.Action;
import io.egress.audit.Audit;
import io.egress.audit.Change;
import io.egress.audit.Difference;
import io.egress.audit.Kind;
import io.egress.problem.Violation;
import io.egress.revision.Revisions;
import io.egress.security.Passwords;
import io.egress.security.Secret;
import io.egress.web.Actor;
import io.egress.web.Role;
import io.egress.web.Stamps;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the first admin, by the settings, where there is no user yet. */
@ApplicationScoped
class FirstAdmin {
    private final UserStore store;
    private final UserRules rules;
    private final Passwords passwords;
    private final Revisions revisions;
    private final Audit audit;
    private final Clock clock;
    private final String username;
    private final Optional<String> password;

    FirstAdmin(
            UserStore store,
            UserRules rules,
            Passwords passwords,
            Revisions revisions,
            Audit audit,
            Clock clock,
            @ConfigProperty(name = "egress.admin-user", defaultValue = "admin") String username,
            @ConfigProperty(name = "egress.admin-password") Optional<String> password) {
        this.store = store;
        this.rules = rules;
        this.passwords = passwords;
        this.revisions = revisions;
        this.audit = audit;
        this.clock = clock;
        this.username = username;
        this.password = password;
    }

    void make(@Observes StartupEvent event) {
        if (password.isPresent() && QuarkusTransaction.requiringNew().call(store::count) == 0) {
            make(password.get());
        }
    }

    private void make(String password) {
        var request = new UserRequest(username, null, null, Role.ADMIN, false, password);
        rules.check(username, request).inOrder().stream().findFirst().ifPresent(FirstAdmin::refuse);
        var hash = passwords.hash(Secret.of(password));
        QuarkusTransaction.requiringNew().run(() -> {
            long revision = revisions.advance();
            // Another replica may have been quicker.
            if (store.count() > 0) {
                return;
            }
            var system = Actor.system(Teams.DEFAULT);
            var entity = new UserEntity();
            entity.username = username;
            entity.team = Teams.DEFAULT;
            entity.role = Role.ADMIN;
            entity.password = hash;
            entity.passwordChangedAt = clock.instant();
            entity.stamps = Stamps.created(revision, clock.instant(), system.name());
            store.persist(entity);
            audit.record(
                    Change.of(
                            Kind.USER,
                            username,
                            Action.CREATE,
                            revision,
                            Difference.none().field("role", null, Role.ADMIN).secret("password")),
                    system);
        });
    }

    private static void refuse(Violation violation) {
        throw new IllegalStateException(
                (violation.pointer().equals("/password") ? "EGRESS_ADMIN_PASSWORD: " : "EGRESS_ADMIN_USER: ")
                        + violation.detail());
    }
}
