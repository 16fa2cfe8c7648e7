package io.egress.web;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/** Who created and changed a row, and when; at which revision it last changed. */
@Embeddable
public class Stamps {
    @Column(nullable = false)
    public long revision;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "created_by", nullable = false)
    public String createdBy;

    @Column(name = "updated_at", nullable = false)
    public Instant updatedAt;

    @Column(name = "updated_by", nullable = false)
    public String updatedBy;

    public static Stamps created(long revision, Instant at, String by) {
        var stamps = new Stamps();
        stamps.createdAt = at;
        stamps.createdBy = by;
        stamps.changed(revision, at, by);
        return stamps;
    }

    public void changed(long revision, Instant at, String by) {
        this.revision = revision;
        updatedAt = at;
        updatedBy = by;
    }
}
