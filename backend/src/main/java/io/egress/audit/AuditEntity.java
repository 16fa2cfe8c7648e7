package io.egress.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Immutable
@Table(name = "audit_entry")
class AuditEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    Instant at;
    String team;
    String kind;
    String key;
    String action;
    Long revision;
    String actor;
    String way;

    @Column(name = "token_name")
    String tokenName;

    String address;

    @Column(name = "request_id")
    String requestId;

    /** A list of {@link FieldChange}s. */
    @JdbcTypeCode(SqlTypes.JSON)
    String changes;
}
