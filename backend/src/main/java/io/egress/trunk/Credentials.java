package io.egress.trunk;

import io.egress.security.Secret;
import java.util.Optional;

/**
 * What a challenge is answered with (RFC 7616).
 *
 * @param realm the only realm to answer; empty: any
 */
public record Credentials(String user, Secret password, Optional<String> realm) {
    /** The user without the domain that some carriers put behind it. */
    public String account() {
        return user.split("@", 2)[0];
    }
}
