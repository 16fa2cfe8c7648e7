package io.egress.trunk;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

@Entity
@IdClass(LinkEntity.Key.class)
@Table(name = "trunk_base_number")
class LinkEntity {
    @Id
    @Column(name = "trunk_id")
    String trunkId;

    @Id
    String number;

    String team;

    /** What makes a link one. */
    static final class Key implements Serializable {
        String trunkId;
        String number;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.trunkId.equals(trunkId) && key.number.equals(number);
        }

        @Override
        public int hashCode() {
            return trunkId.hashCode() * 31 + number.hashCode();
        }
    }
}
