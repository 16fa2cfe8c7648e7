package io.egress.audit;

import java.util.List;

/**
 * One change of one object.
 *
 * @param key what names the object within its kind
 * @param revision at which it happened; null if proxies know nothing of it
 * @param fields may be empty: saved as it was
 */
public record Change(Kind kind, String key, Action action, Long revision, List<FieldChange> fields) {
    public static Change of(Kind kind, String key, Action action, Long revision, Difference difference) {
        return new Change(kind, key, action, revision, difference.changes());
    }
}
