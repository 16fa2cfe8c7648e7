package io.egress.access;

import io.egress.web.Page;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class TokenStore implements PanacheRepository<TokenEntity> {
    Optional<TokenEntity> of(String team, String name) {
        return name.matches(Tokens.NAME)
                ? find("team = ?1 and name = ?2", team, name).firstResultOptional()
                : Optional.empty();
    }

    Optional<TokenEntity> good(String digest, Instant now) {
        return find("digest = ?1 and expiresAt > ?2", digest, now).firstResultOptional();
    }

    List<TokenEntity> page(String team, Page.Query query) {
        return find("team = ?1 and name > ?2 and name like ?3 escape '!' order by name", team, query.after(),
                query.pattern()).page(0, query.limit() + 1).list();
    }
}
