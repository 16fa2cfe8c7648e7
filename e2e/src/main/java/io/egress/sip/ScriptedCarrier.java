package io.egress.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A carrier that does with each request what its script says, over UDP, TCP or TLS. Requests are kept in the order in which
 * they came, answers to requests of its own wait to be asked for.
 */
public final class ScriptedCarrier extends SipPeer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LARGEST = 20_000;

    private final BlockingQueue<Asked> requests = new LinkedBlockingQueue<>(LARGEST);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "carrier-clock");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Script script;

    public ScriptedCarrier(String name, String address, int port, Script script) {
        this(name, new DatagramWire(address, port), script);
    }

    public ScriptedCarrier(String name, Wire wire, Script script) {
        super(name, wire);
        this.script = script;
        open();
    }

    /** Does something else from now on. */
    public void follow(Script other) {
        script = other;
    }

    @Override
    protected void heard(Heard heard) {
        if (!heard.message().isRequest()) {
            super.heard(heard);
            return;
        }
        var asked = new Asked(this, heard);
        if (!requests.offer(asked)) {
            requests.poll();
            requests.offer(asked);
        }
        script.on(asked);
    }

    ScheduledExecutorService clock() {
        return clock;
    }

    /** The next request of this method; those before it are passed over. */
    public Optional<Asked> await(String method, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                var next = requests.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null || next.method().equals(method)) {
                    return Optional.ofNullable(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The next request of this method, which must come. */
    public Asked next(String method) {
        return await(method, PATIENCE).orElseThrow(() -> new IllegalStateException(name() + " got no " + method));
    }

    /** The next request of any kind. */
    public Optional<Asked> awaitAny(Duration patience) {
        try {
            return Optional.ofNullable(requests.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    public void forgetRequests() {
        requests.clear();
    }

    /** A request of the carrier's side in the dialog that its answer to this INVITE made (RFC 3261 §12.2.1.1). */
    public SipMessage inDialog(SipMessage invite, String method, long cseq) {
        return SipMessage.of(method + " " + invite.address("Contact") + " SIP/2.0")
                .with(
                        "Via",
                        "SIP/2.0/" + transport().toUpperCase() + " " + hostPort() + ";branch=z9hG4bK"
                                + UUID.randomUUID())
                .with("Route", invite.all("Record-Route"))
                .with("Max-Forwards", "70")
                .with("From", invite.required("To") + ";tag=" + name())
                .with("To", invite.required("From"))
                .with("Call-ID", invite.required("Call-ID"))
                .with("CSeq", cseq + " " + method);
    }

    /** Sends a request; its final answer. */
    public Optional<SipMessage> ask(SipMessage request, InetSocketAddress proxy) {
        send(request, proxy);
        return finalAnswer(request);
    }

    public Optional<SipMessage> finalAnswer(SipMessage request) {
        var callId = request.first("Call-ID");
        var cseq = request.first("CSeq");
        return await(
                        PATIENCE,
                        message -> message.first("Call-ID").equals(callId)
                                && message.first("CSeq").equals(cseq)
                                && message.status() >= 200)
                .map(Heard::message);
    }

    /** Hangs up the call that this INVITE began; the answer's status, 0 for none. @param meanwhile the agent's part in it */
    public int hangUp(Asked invite, Runnable meanwhile) {
        var bye = inDialog(invite.message(), "BYE", 1);
        send(bye, invite.from());
        meanwhile.run();
        return finalAnswer(bye).map(SipMessage::status).orElse(0);
    }

    public String contact() {
        return contactOf("carrier");
    }

    @Override
    public void close() {
        clock.shutdownNow();
        super.close();
    }
}
