package io.egress.access;

import io.egress.web.Stamps;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;

@Entity
@DynamicUpdate
@Table(name = "user_account")
class UserEntity {
    @Id
    String username;

    String team;
    String name;
    String role;
    boolean disabled;

    /** A hash. */
    String password;

    @Column(name = "password_changed_at")
    Instant passwordChangedAt;

    @Embedded
    Stamps stamps;
}
