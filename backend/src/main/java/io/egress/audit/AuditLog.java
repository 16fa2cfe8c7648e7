package io.egress.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.problem.Problem;
import io.egress.web.Caller;
import io.egress.web.Page;
import io.egress.web.Role;
import io.egress.web.Slice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;

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
    Page<AuditEntry> page(AuditFilter filter, Slice<AuditEntity> slice) {
        return store.page(filter.of(caller.team(), visible()), slice)
                .shown(entries -> entries.stream().map(this::shown).toList());
    }

    @Transactional
    AuditEntry get(long id) {
        return store.of(caller.team(), visible(), id)
                .map(this::shown)
                .orElseThrow(() -> new Problem.NotFound("There is no audit entry " + id + "."));
    }

    private List<String> visible() {
        boolean admin = Role.covers(caller.role(), Role.ADMIN);
        return Arrays.stream(Kind.values())
                .filter(kind -> admin || kind.isForEverybody())
                .map(Kind::wireName)
                .toList();
    }

    private AuditEntry shown(AuditEntity entry) {
        return new AuditEntry(
                entry.id,
                entry.at,
                entry.actor,
                entry.way,
                entry.tokenName,
                entry.address,
                entry.requestId,
                entry.kind,
                entry.key,
                entry.action,
                entry.revision,
                changes(entry));
    }

    private List<FieldChange> changes(AuditEntity entry) {
        try {
            return json.readValue(entry.changes, CHANGES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("audit entry " + entry.id + " can't be read", e);
        }
    }
}
