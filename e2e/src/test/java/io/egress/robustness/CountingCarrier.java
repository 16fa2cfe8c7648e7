package io.egress.robustness;

import io.egress.launch.Ports;
import io.egress.sip.Asked;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A carrier that counts the calls it has at once, and does with each what its destination says. Its count is never above the
 * proxy's: a call begins here after, and ends here before.
 */
final class CountingCarrier implements AutoCloseable {
    private final ScriptedCarrier carrier;
    private final Set<String> present = ConcurrentHashMap.newKeySet();
    private final Map<String, Asked> invites = new ConcurrentHashMap<>();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger invited = new AtomicInteger();

    CountingCarrier(String name) {
        carrier = new ScriptedCarrier(
                name,
                "127.0.10.1",
                Ports.free(),
                Script.accepts()
                        .forMethod("INVITE", this::invited)
                        .forMethod("CANCEL", this::cancelled)
                        .forMethod("BYE", this::ended));
    }

    private void invited(Asked asked) {
        if (asked.message().tag("To").isPresent()) {
            asked.accept();
            return;
        }
        var callId = asked.message().required("Call-ID");
        if (invites.putIfAbsent(callId, asked) == null) {
            invited.incrementAndGet();
            present.add(callId);
            most.accumulateAndGet(present.size(), Math::max);
        }
        switch (Ending.of(asked.message().requestUri())) {
            case AGENT, CARRIER -> {
                asked.ring();
                asked.accept();
            }
            case CANCEL -> asked.ring();
            case BUSY -> refuse(asked, 486);
            case BROKEN -> refuse(asked, 503);
            case SILENCE -> asked.answer(100);
        }
    }

    private void refuse(Asked asked, int status) {
        present.remove(asked.message().required("Call-ID"));
        asked.answer(status);
    }

    private void cancelled(Asked cancel) {
        var callId = cancel.message().required("Call-ID");
        cancel.answer(200);
        if (present.remove(callId)) {
            invites.get(callId).answer(487);
        }
    }

    private void ended(Asked bye) {
        present.remove(bye.message().required("Call-ID"));
        bye.answer(200);
    }

    /** Hangs up a call that was answered. */
    int hangUp(String callId, Runnable meanwhile) {
        present.remove(callId);
        return carrier.hangUp(invites.get(callId), meanwhile);
    }

    /** The most calls that were there at once. */
    int most() {
        return most.get();
    }

    /** INVITEs since it was asked last. */
    int invitedSince() {
        return invited.getAndSet(0);
    }

    void forget() {
        invites.clear();
        present.clear();
    }

    String hostPort() {
        return carrier.hostPort();
    }

    @Override
    public void close() {
        carrier.close();
    }
}
