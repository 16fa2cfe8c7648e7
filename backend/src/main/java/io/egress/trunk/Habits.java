package io.egress.trunk;

import java.util.Optional;

/**
 * What carriers differ in.
 *
 * @param fromDomain of From, To and identity: lower-case DNS name, IPv4, or IPv6 in brackets; empty: the SIP URI's host
 * @param userPhone whether telephone numbers carry {@code ;user=phone} (RFC 3261 §19.1.1)
 */
public record Habits(
        Optional<String> fromDomain,
        FromUser fromUser,
        IdentityHeader identityHeader,
        NumberFormat numberFormat,
        boolean userPhone) {}
