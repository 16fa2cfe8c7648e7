package io.egress.routing;

import java.util.List;
import java.util.Optional;

/**
 * What an agent's INVITE says.
 *
 * @param destination the user part of its Request-URI, perhaps percent-encoded
 * @param baseNumber X-Base-Number
 * @param callerId X-Caller-Id
 * @param assertedIdentities the values of P-Asserted-Identity (RFC 3325 §9.1), each a name-addr or an addr-spec
 * @param from the value of From, with or without parameters
 * @param codecs the RTP encoding names of its offer, in the offer's order
 */
public record Call(
        String destination,
        Optional<String> baseNumber,
        Optional<String> callerId,
        List<String> assertedIdentities,
        String from,
        List<String> codecs) {

    /** Whom {@code transfer()} asked to be shown, whether that can be or not. */
    Optional<String> wish() {
        return callerId.filter(text -> !text.isEmpty());
    }

    /** Why no trunk is asked, whichever they are. */
    public Optional<Refusal> refusal() {
        if (Dialled.destination(destination).isEmpty()) {
            return Optional.of(Refusal.BAD_DESTINATION);
        }
        return wish().isPresent() && wish().flatMap(Dialled::caller).isEmpty()
                ? Optional.of(Refusal.BAD_CALLER_ID)
                : Optional.empty();
    }
}
