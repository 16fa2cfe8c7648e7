package io.egress.audit;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

/** Refuses to work as a database role that could change what the audit log says. */
@ApplicationScoped
class AppendOnly {
    private final AuditStore store;

    AppendOnly(AuditStore store) {
        this.store = store;
    }

    @Transactional
    void require(@Observes StartupEvent event) {
        if (store.isAlterable()) {
            throw new IllegalStateException("QUARKUS_DATASOURCE_USERNAME is a role that may change audit entries. "
                    + "Give the service a role that owns nothing, and the owner as QUARKUS_FLYWAY_USERNAME.");
        }
    }
}
