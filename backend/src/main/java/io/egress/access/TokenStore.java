package io.egress.access;

import io.egress.web.Conditions;
import io.egress.web.Slice;
import io.egress.web.SortKey;
import io.egress.web.Sorting;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class TokenStore implements PanacheRepository<TokenEntity> {
    static final Sorting<TokenEntity> SORTING = new Sorting<>(
            "t.name",
            token -> token.name,
            List.of(
                    SortKey.text("name", "t.name", token -> token.name),
                    SortKey.text("role", "t.role", token -> token.role),
                    SortKey.time("expiresAt", "t.expiresAt", token -> token.expiresAt),
                    SortKey.time("createdAt", "t.stamps.createdAt", token -> token.stamps.createdAt)));

    Optional<TokenEntity> of(String team, String name) {
        return name.matches(Tokens.NAME)
                ? find("team = ?1 and name = ?2", team, name).firstResultOptional()
                : Optional.empty();
    }

    Optional<TokenEntity> good(String digest, Instant now) {
        return find("digest = ?1 and expiresAt > ?2", digest, now).firstResultOptional();
    }

    Slice.Found<TokenEntity> page(Conditions matching, Slice<TokenEntity> slice) {
        var rest = slice.after(matching);
        return slice.found(
                find("from TokenEntity t where %s order by %s".formatted(rest.text(), slice.order()), rest.values())
                        .page(0, slice.limit() + 1)
                        .list(),
                count("from TokenEntity t where " + matching.text(), matching.values()));
    }
}
