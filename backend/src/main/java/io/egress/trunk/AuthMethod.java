package io.egress.trunk;

import java.util.List;
import java.util.Optional;

/** How we prove to the carrier who we are. Each method carries what it needs, and nothing else. */
public sealed interface AuthMethod {
    List<String> WIRE_NAMES = List.of("ip_only", "digest", "registration", "ip_and_digest", "tls_mutual");

    String wireName();

    /** What a challenge is answered with, if it is answered. */
    default Optional<Credentials> answer() {
        return Optional.empty();
    }

    /** The carrier knows us by our address. */
    record IpOnly() implements AuthMethod {
        @Override
        public String wireName() {
            return "ip_only";
        }
    }

    /** The carrier challenges our requests (RFC 3261 §22). */
    record Digest(Credentials credentials) implements AuthMethod {
        @Override
        public String wireName() {
            return "digest";
        }

        @Override
        public Optional<Credentials> answer() {
            return Optional.of(credentials);
        }
    }

    /** We register, and call from the registered contact (RFC 3261 §10). */
    record Registration(Credentials credentials) implements AuthMethod {
        @Override
        public String wireName() {
            return "registration";
        }

        @Override
        public Optional<Credentials> answer() {
            return Optional.of(credentials);
        }
    }

    /** Challenged, and only to and from listed addresses: a trunk with this method has some. */
    record IpAndDigest(Credentials credentials) implements AuthMethod {
        @Override
        public String wireName() {
            return "ip_and_digest";
        }

        @Override
        public Optional<Credentials> answer() {
            return Optional.of(credentials);
        }
    }

    /** A client certificate, held by a team variable (RFC 5246 §7.4.6). */
    record TlsMutual(PemVariable certificate) implements AuthMethod {
        @Override
        public String wireName() {
            return "tls_mutual";
        }
    }
}
