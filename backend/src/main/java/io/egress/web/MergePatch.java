package io.egress.web;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * A change of a flat object as JSON Merge Patch tells it (RFC 7396): what it names takes the place of what is there,
 * lists as a whole; null removes; the rest stays.
 *
 * @param given the values of what it names; null for everything else
 * @param named the members that stand in it, with null too
 */
public record MergePatch<R extends Record>(R given, Set<String> named) {
    /** Its media type. */
    public static final String MEDIA_TYPE = "application/merge-patch+json";

    public MergePatch {
        named = Set.copyOf(named);
    }

    public boolean names(String member) {
        return named.contains(member);
    }

    /** The same patch, which besides removes these members unless it names them itself. */
    public MergePatch<R> removing(Collection<String> members) {
        var more = new HashSet<>(named);
        more.addAll(members);
        return new MergePatch<>(given, more);
    }

    /** What is there after the patch. */
    public R on(R present) {
        return Records.of(present, component -> named.contains(component.getName()) ? given : present);
    }
}
