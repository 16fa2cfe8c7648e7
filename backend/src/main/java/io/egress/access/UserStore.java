package io.egress.access;

import io.egress.web.Page;
import io.egress.web.Role;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class UserStore implements PanacheRepositoryBase<UserEntity, String> {
    private static final String MATCHES = "username > ?1 and (username like ?2 escape '!' or lower(name) like ?2 escape '!')";

    Optional<UserEntity> named(String username) {
        return Optional.of(username).filter(given -> given.matches(Users.USERNAME)).flatMap(this::findByIdOptional);
    }

    /** Nobody changes the user until the transaction ends. */
    Optional<UserEntity> held(String username) {
        return findByIdOptional(username, LockModeType.PESSIMISTIC_READ);
    }

    /** @param team null: every team */
    List<UserEntity> page(String team, Page.Query query) {
        var found = team == null
                ? find(MATCHES + " order by username", query.after(), query.pattern())
                : find(MATCHES + " and team = ?3 order by username", query.after(), query.pattern(), team);
        return found.page(0, query.limit() + 1).list();
    }

    long adminsBeside(UserEntity user) {
        return count("team = ?1 and role = ?2 and not disabled and username <> ?3", user.team, Role.ADMIN, user.username);
    }
}
