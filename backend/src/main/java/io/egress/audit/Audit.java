package io.egress.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.web.Actor;
import io.egress.web.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;

/** Keeps the account of changes. Entries are only ever added. */
@ApplicationScoped
public class Audit {
    private final AuditStore store;
    private final ObjectMapper json;
    private final Caller caller;
    private final Clock clock;

    Audit(AuditStore store, ObjectMapper json, Caller caller, Clock clock) {
        this.store = store;
        this.json = json;
        this.caller = caller;
        this.clock = clock;
    }

    /** Adds an entry in the name of the present caller, to the transaction of the change. */
    @Transactional(TxType.MANDATORY)
    public void record(Change change) {
        add(change, caller.actor(), caller.address(), caller.requestId());
    }

    /** Adds an entry for each of these changes, however many, in their order; the same as one by one. */
    @Transactional(TxType.MANDATORY)
    public void record(List<Change> changes) {
        store.add(changes.stream()
                .map(change -> entry(change, caller.actor(), caller.address(), caller.requestId()))
                .toList());
    }

    /** Adds an entry in the name of whom this request makes known: nobody called when it began. */
    @Transactional(TxType.MANDATORY)
    public void recordAs(Actor actor, Change change) {
        add(change, actor, caller.address(), caller.requestId());
    }

    /** Adds an entry for what nobody asked for by a request. */
    @Transactional(TxType.MANDATORY)
    public void record(Change change, Actor actor) {
        add(change, actor, null, null);
    }

    private void add(Change change, Actor actor, String address, String requestId) {
        store.persist(entry(change, actor, address, requestId));
    }

    private AuditEntity entry(Change change, Actor actor, String address, String requestId) {
        var entry = new AuditEntity();
        entry.at = clock.instant();
        entry.team = actor.team();
        entry.kind = change.kind().wireName();
        entry.key = change.key();
        entry.action = change.action().wireName();
        entry.revision = change.revision();
        entry.actor = actor.name();
        entry.way = actor.way().wireName();
        entry.tokenName = actor.tokenName();
        entry.address = address;
        entry.requestId = requestId;
        try {
            entry.changes = json.writeValueAsString(change.fields());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a change can't be written down", e);
        }
        return entry;
    }
}
