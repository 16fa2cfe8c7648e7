package io.egress.access;

import io.egress.web.Conditions;
import io.egress.web.Role;
import io.egress.web.Slice;
import io.egress.web.SortKey;
import io.egress.web.Sorting;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class UserStore implements PanacheRepositoryBase<UserEntity, String> {
    static final Sorting<UserEntity> SORTING = new Sorting<>(
            "u.username",
            user -> user.username,
            List.of(
                    SortKey.text("username", "u.username", user -> user.username),
                    SortKey.textIfAny("name", "u.name", user -> user.name),
                    SortKey.text("role", "u.role", user -> user.role),
                    SortKey.text("team", "u.team", user -> user.team),
                    SortKey.time("updatedAt", "u.stamps.updatedAt", user -> user.stamps.updatedAt)));

    Optional<UserEntity> named(String username) {
        return Optional.of(username)
                .filter(given -> given.matches(Users.USERNAME))
                .flatMap(this::findByIdOptional);
    }

    /** Nobody changes the user until the transaction ends. */
    Optional<UserEntity> held(String username) {
        return findByIdOptional(username, LockModeType.PESSIMISTIC_READ);
    }

    Slice.Found<UserEntity> page(Conditions matching, Slice<UserEntity> slice) {
        var rest = slice.after(matching);
        return slice.found(
                find("from UserEntity u where %s order by %s".formatted(rest.text(), slice.order()), rest.values())
                        .page(0, slice.limit() + 1)
                        .list(),
                count("from UserEntity u where " + matching.text(), matching.values()));
    }

    long adminsBeside(UserEntity user) {
        return count(
                "team = ?1 and role = ?2 and not disabled and username <> ?3", user.team, Role.ADMIN, user.username);
    }
}
