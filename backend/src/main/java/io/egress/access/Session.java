package io.egress.access;

import io.egress.web.Actor;
import java.time.Instant;

/**
 * A browser session that is good.
 *
 * @param csrfToken what requests that change something must show beside the cookie
 */
record Session(long id, Actor actor, String csrfToken, Instant expiresAt) {
    /** The attribute of a SecurityIdentity that holds it. */
    static final String ATTRIBUTE = "egress.session";

    @Override
    public String toString() {
        return "Session[" + id + "]";
    }
}
