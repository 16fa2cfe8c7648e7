package io.egress.web;

import java.util.List;
import java.util.Set;

/** What a caller may do. Each role may what those before it may. */
public final class Role {
    /** Sees the trunks, base numbers and variables of the team, and what was changed. */
    public static final String VIEWER = "viewer";

    /** Changes them. */
    public static final String EDITOR = "editor";

    /** Says who of the team may. */
    public static final String ADMIN = "admin";

    /** Runs the installation: teams and keys. Only the holder of EGRESS_ADMIN_TOKEN. */
    public static final String OPERATOR = "operator";

    private static final List<String> ORDER = List.of(VIEWER, EDITOR, ADMIN, OPERATOR);

    private Role() {}

    /** This role and all that it holds. */
    public static Set<String> heldBy(String role) {
        return Set.copyOf(ORDER.subList(0, ORDER.indexOf(role) + 1));
    }

    /** Whether whoever has the one role may what the other may. */
    public static boolean covers(String role, String other) {
        return heldBy(role).contains(other);
    }
}
