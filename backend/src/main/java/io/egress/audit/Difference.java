package io.egress.audit;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Collects what became of the fields of one object. */
public final class Difference {
    private final List<FieldChange> changes = new ArrayList<>();

    private Difference() {}

    public static Difference none() {
        return new Difference();
    }

    /**
     * All components that differ. They hold nothing secret.
     *
     * @param before null: there was nothing
     * @param after null: there is nothing left
     */
    public static <R extends Record> Difference between(R before, R after) {
        var difference = new Difference();
        for (var component :
                Objects.requireNonNullElse(before, after).getClass().getRecordComponents()) {
            difference.field(component.getName(), value(before, component), value(after, component));
        }
        return difference;
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return record == null ? null : accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("can't read " + component, e);
        }
    }

    /** Says nothing if both are equal; an empty list is nothing. */
    public Difference field(String field, Object from, Object to) {
        var before = orNothing(from);
        var after = orNothing(to);
        if (!Objects.equals(before, after)) {
            changes.add(FieldChange.of(field, before, after));
        }
        return this;
    }

    private static Object orNothing(Object value) {
        return value instanceof Collection<?> list && list.isEmpty() ? null : value;
    }

    public Difference secret(String field) {
        changes.add(FieldChange.ofSecret(field));
        return this;
    }

    /** Of links in no order of their own. */
    public Difference links(String field, Collection<String> before, Collection<String> after) {
        var added = new TreeSet<>(after);
        // Sets alone can say quickly whether they hold one of many.
        added.removeAll(Set.copyOf(before));
        var removed = new TreeSet<>(before);
        removed.removeAll(Set.copyOf(after));
        if (!added.isEmpty() || !removed.isEmpty()) {
            changes.add(FieldChange.ofLinks(field, added, removed));
        }
        return this;
    }

    List<FieldChange> changes() {
        return List.copyOf(changes);
    }
}
