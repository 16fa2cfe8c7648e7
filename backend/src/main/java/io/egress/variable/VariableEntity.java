package io.egress.variable;

import io.egress.web.Stamps;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;

@Entity
@DynamicUpdate
@Table(name = "variable")
class VariableEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String team;
    String name;
    String type;
    String value;

    /** What is known of the certificates that the value holds, as JSON; null: to be read from the value, if there are any. */
    String certificate;

    @Embedded
    Stamps stamps;
}
