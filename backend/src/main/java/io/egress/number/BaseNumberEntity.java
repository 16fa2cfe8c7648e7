package io.egress.number;

import io.egress.web.Stamps;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;

@Entity
@DynamicUpdate
@Table(name = "base_number")
class BaseNumberEntity {
    @Id
    String number;

    String team;
    String name;

    /** What lists sort and search the name by; the database makes it. */
    @Column(name = "name_key", insertable = false, updatable = false)
    String nameKey;

    @Embedded
    Stamps stamps;
}
