package io.egress.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.problem.Problem;
import io.egress.problem.Violation;
import io.egress.problem.ViolationCode;
import io.egress.web.Caller;
import io.egress.web.Page;
import io.egress.web.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the account of the caller's team; what is said of people, their tokens and keys is for admins. */
@ApplicationScoped
class AuditLog {
    private static final TypeReference<List<FieldChange>> CHANGES = new TypeReference<>() {};

    private final AuditStore store;
    private final ObjectMapper json;
    private final Caller caller;

    AuditLog(AuditStore store, ObjectMapper json, Caller caller) {
        this.store = store;
        this.json = json;
        this.caller = caller;
    }

    /** Newest first. */
    @Transactional
    Page<AuditEntry> page(AuditFilter filter, Page.Query query) {
        var list = Integer.toHexString((filter + query.text()).hashCode());
        var before = Optional.of(query.after()).filter(after -> !after.isEmpty()).map(after -> id(list, after));
        return Page.of(store.page(caller.team(), visible(), filter, before, query), query, entry -> list + " " + entry.id,
                entries -> entries.stream().map(this::shown).toList());
    }

    private static long id(String list, String after) {
        var parts = after.split(" ");
        if (parts.length != 2 || !parts[0].equals(list) || !parts[1].matches("\\d{1,18}")) {
            throw new Problem.Unreadable(List.of(new Violation("/cursor", ViolationCode.BAD_CURSOR,
                    "Give the nextCursor of the page before, with the same filters.")));
        }
        return Long.parseLong(parts[1]);
    }

    @Transactional
    AuditEntry get(long id) {
        return store.of(caller.team(), visible(), id).map(this::shown)
                .orElseThrow(() -> new Problem.NotFound("There is no audit entry " + id + "."));
    }

    private List<String> visible() {
        boolean admin = Role.covers(caller.role(), Role.ADMIN);
        return Arrays.stream(Kind.values()).filter(kind -> admin || kind.isForEverybody()).map(Kind::wireName).toList();
    }

    private AuditEntry shown(AuditEntity entry) {
        return new AuditEntry(entry.id, entry.at, entry.actor, entry.way, entry.tokenName, entry.address,
                entry.requestId, entry.kind, entry.key, entry.action, entry.revision, changes(entry));
    }

    private List<FieldChange> changes(AuditEntity entry) {
        try {
            return json.readValue(entry.changes, CHANGES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("audit entry " + entry.id + " can't be read", e);
        }
    }
}
