package io.egress.audit;

import io.egress.problem.Problem;
import io.egress.problem.Violation;
import io.egress.problem.ViolationCode;
import io.egress.web.Page;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

@ApplicationScoped
class AuditStore implements PanacheRepository<AuditEntity> {
    /** Whether the role that the service works as may do more than add entries. */
    boolean isAlterable() {
        return (Boolean) getEntityManager()
                .createNativeQuery("SELECT has_table_privilege('audit_entry', 'UPDATE, DELETE, TRUNCATE')", Boolean.class)
                .getSingleResult();
    }

    Optional<AuditEntity> of(String team, List<String> kinds, long id) {
        return find("team = ?1 and kind in ?2 and id = ?3", team, kinds, id).firstResultOptional();
    }

    /** Newest first. */
    List<AuditEntity> page(String team, List<String> kinds, AuditFilter filter, Page.Query query) {
        var wanted = new Wanted();
        wanted.where("team = :team", "team", team);
        wanted.where("kind in :kinds", "kinds", kinds);
        wanted.where("id < :before", "before", query.after().isEmpty() ? null : id(query.after()));
        wanted.where("kind = :kind", "kind", filter.kind() == null ? null : filter.kind().wireName());
        wanted.where("key = :key", "key", filter.key());
        wanted.where("actor = :actor", "actor", filter.actor());
        wanted.where("way = :way", "way", filter.way() == null ? null : filter.way().wireName());
        wanted.where("action = :action", "action", filter.action() == null ? null : filter.action().wireName());
        wanted.where("tokenName = :tokenName", "tokenName", filter.tokenName());
        wanted.where("at >= :since", "since", filter.since());
        wanted.where("at < :until", "until", filter.until());
        wanted.where("revision = :revision", "revision", filter.revision());
        wanted.where("requestId = :requestId", "requestId", filter.requestId());
        wanted.where("(lower(key) like :q escape '!' or lower(actor) like :q escape '!' "
                + "or lower(tokenName) like :q escape '!')", "q", query.text().isEmpty() ? null : query.pattern());
        return find(String.join(" and ", wanted.conditions) + " order by id desc", wanted.values)
                .page(0, query.limit() + 1).list();
    }

    private static long id(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new Problem.Unreadable(List.of(
                    new Violation("/cursor", ViolationCode.BAD_FORMAT, "Give the nextCursor of the page before.")));
        }
    }

    /** Conditions that hold together; one without a value is none. */
    private static final class Wanted {
        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> values = new HashMap<>();

        void where(String condition, String name, Object value) {
            if (value != null) {
                conditions.add(condition);
                values.put(name, value);
            }
        }
    }
}
