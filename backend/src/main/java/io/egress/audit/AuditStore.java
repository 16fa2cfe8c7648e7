package io.egress.audit;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class AuditStore implements PanacheRepository<AuditEntity> {
    /** Whether the role that the service works as may do more than add entries. */
    boolean isAlterable() {
        return (Boolean) getEntityManager()
                .createNativeQuery("SELECT has_table_privilege('audit_entry', 'UPDATE, DELETE, TRUNCATE')", Boolean.class)
                .getSingleResult();
    }
}
