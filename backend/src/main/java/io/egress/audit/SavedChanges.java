package io.egress.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the log knows of revisions, for those who follow them. */
@ApplicationScoped
public class SavedChanges {
    private final AuditStore store;

    SavedChanges(AuditStore store) {
        this.store = store;
    }

    /** An object that is gone. */
    public record Deleted(String key, long revision) {}

    /** When the first change after this revision was saved, whoever's it was; empty when that is not known. */
    @Transactional
    public Optional<Instant> firstAfter(long revision) {
        return store.firstAfter(revision);
    }

    /**
     * What was deleted.
     *
     * @param since from this revision on
     * @param most of the oldest
     */
    @Transactional
    public List<Deleted> deleted(Kind kind, String team, long since, int most) {
        return store.deleted(kind.wireName(), team, since, most);
    }
}
