package io.egress.access;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

@ApplicationScoped
class SessionStore implements PanacheRepository<SessionEntity> {
    /** @param idleSince sessions that were last seen before are over */
    Optional<SessionEntity> running(String digest, Instant now, Instant idleSince) {
        return find("digest = ?1 and expiresAt > ?2 and lastSeenAt > ?3", digest, now, idleSince)
                .firstResultOptional();
    }

    void forgetOver(Instant now, Instant idleSince) {
        delete("expiresAt <= ?1 or lastSeenAt <= ?2", now, idleSince);
    }

    long endAll(String username) {
        return delete("username", username);
    }

    long endAllBut(String username, long id) {
        return delete("username = ?1 and id <> ?2", username, id);
    }
}
