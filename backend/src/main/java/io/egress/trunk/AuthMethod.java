package io.egress.trunk;

/** How we prove to the carrier who we are. Each method carries what it needs, and nothing else. */
public sealed interface AuthMethod {
    String wireName();

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
    }

    /** We register, and call from the registered contact (RFC 3261 §10). */
    record Registration(Credentials credentials) implements AuthMethod {
        @Override
        public String wireName() {
            return "registration";
        }
    }

    /** Challenged, and only to and from listed addresses. */
    record IpAndDigest(Credentials credentials, AllowedIps allowedIps) implements AuthMethod {
        @Override
        public String wireName() {
            return "ip_and_digest";
        }
    }

    /** A client certificate, held by a team variable (RFC 5246 §7.4.6). */
    record TlsMutual(String certVariable) implements AuthMethod {
        @Override
        public String wireName() {
            return "tls_mutual";
        }
    }
}
