package io.egress.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.status.Sync;
import io.egress.trunk.TrunkStatus;
import jakarta.enterprise.context.ApplicationScoped;

/** The data of the events, in JSON. */
@ApplicationScoped
class Data {
    private final ObjectMapper json;

    Data(ObjectMapper json) {
        this.json = json;
    }

    /** Of {@code trunk}, {@code base-number} and {@code variable}. */
    record Row(String id, long revision, boolean deleted) {}

    /** Of {@code status}. */
    record Status(String trunkId, TrunkStatus status) {}

    /** Of {@code reset}. */
    record Reset(String of) {}

    String row(RowChange change) {
        return text(new Row(change.key(), change.revision(), change.deleted()));
    }

    String status(String trunkId, TrunkStatus status) {
        return text(new Status(trunkId, status));
    }

    String sync(Sync sync) {
        return text(sync);
    }

    String reset(String of) {
        return text(new Reset(of));
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
