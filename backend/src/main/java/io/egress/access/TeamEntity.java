package io.egress.access;

import io.egress.web.Stamps;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "team")
class TeamEntity {
    @Id
    String name;

    @Embedded
    Stamps stamps;
}
