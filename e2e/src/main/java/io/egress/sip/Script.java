package io.egress.sip;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What a carrier does with a request. Scripts are put together; nobody need answer. */
@FunctionalInterface
public interface Script {
    void on(Asked asked);

    /** Rings and takes every call, and answers every other request 200. */
    static Script accepts() {
        return asked -> {
            if (asked.method().equals("INVITE")) {
                asked.ring();
                asked.accept();
            } else if (!asked.method().equals("ACK")) {
                asked.answer(200);
            }
        };
    }

    /** Answers every INVITE with this status, and every other request 200. */
    static Script refuses(int status) {
        return accepts().forMethod("INVITE", asked -> asked.answer(status));
    }

    /** Registers whoever asks, for as long as they ask (RFC 3261 §10.3), and takes every call. */
    static Script registers() {
        return accepts()
                .forMethod("REGISTER", asked -> asked.grant(asked.message().required("Contact")));
    }

    static Script silent() {
        return asked -> {};
    }

    /** The same, but another script for one method. */
    default Script forMethod(String method, Script other) {
        return asked -> (asked.method().equals(method) ? other : this).on(asked);
    }

    /** The same after a challenge to everything but ACK and CANCEL. @param status 401 or 407 */
    default Script challenging(int status, DigestCheck check) {
        var nonce = UUID.randomUUID().toString();
        var asks = status == 401 ? "WWW-Authenticate" : "Proxy-Authenticate";
        var proves = status == 401 ? "Authorization" : "Proxy-Authorization";
        return asked -> {
            var request = asked.message();
            var isProven = Set.of("ACK", "CANCEL").contains(asked.method())
                    || request.all(proves).stream()
                            .anyMatch(header -> check.accepts(header, asked.method(), request.requestUri(), nonce));
            if (isProven) {
                this.on(asked);
            } else {
                asked.answer(status, answer -> answer.with(asks, check.challenge(nonce)));
            }
        };
    }

    /** The same once for each transaction: what is sent again is not looked at. */
    default Script once() {
        Map<String, Boolean> seen = new ConcurrentHashMap<>();
        return asked -> {
            if (seen.putIfAbsent(asked.method() + asked.message().required("Via"), true) == null) {
                this.on(asked);
            }
        };
    }
}
