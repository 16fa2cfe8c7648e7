package io.egress.sip;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A simulated carrier: challenges if it is told to, then answers every INVITE the same way and every other request 200. */
public final class Carrier extends SipPeer {
    public static final String SDP = """
            v=0\r
            o=- 1 1 IN IP4 127.0.0.1\r
            s=-\r
            c=IN IP4 127.0.0.1\r
            t=0 0\r
            m=audio 40000 RTP/AVP 8\r
            """;

    private final Optional<DigestCheck> digest;
    private final int finalStatus;
    private final String nonce = UUID.randomUUID().toString();
    private final BlockingQueue<SipMessage> accepted = new LinkedBlockingQueue<>();
    private final BlockingQueue<SipMessage> others = new LinkedBlockingQueue<>();

    /** @param finalStatus the answer to an INVITE; 0: silence */
    public Carrier(String name, String address, int port, Optional<DigestCheck> digest, int finalStatus) {
        super(name, address, port);
        this.digest = digest;
        this.finalStatus = finalStatus;
        open();
    }

    @Override
    protected void heard(Heard heard) {
        var request = heard.message();
        if (!request.isRequest()) {
            others.add(request);
            return;
        }
        if (request.method().equals("ACK")) {
            others.add(request);
            return;
        }
        if (finalStatus == 0) {
            accepted.add(request);
            return;
        }
        if (digest.isPresent() && !isProven(request)) {
            send(
                    request.answer(401, "Unauthorized", "refused")
                            .with("WWW-Authenticate", digest.get().challenge(nonce)),
                    heard.from());
            return;
        }
        if (!request.method().equals("INVITE")) {
            others.add(request);
            send(request.answer(200, "OK", "carrier"), heard.from());
            return;
        }
        accepted.add(request);
        if (finalStatus == 200) {
            send(request.answer(180, "Ringing", "carrier").with("Contact", contact()), heard.from());
            send(request.answer(200, "OK", "carrier").with("Contact", contact()).withBody(SDP), heard.from());
        } else {
            send(request.answer(finalStatus, "As Told", "carrier"), heard.from());
        }
    }

    private boolean isProven(SipMessage request) {
        return request.first("Authorization")
                .map(header -> digest.get().accepts(header, request.method(), request.requestUri(), nonce))
                .orElse(false);
    }

    public String contact() {
        return contactOf("carrier");
    }

    /** The next INVITE that came with the right credentials, if any are wanted. */
    public Optional<SipMessage> awaitInvite(long seconds) {
        return poll(accepted, seconds);
    }

    /** The next ACK, BYE, … or reply. */
    public Optional<SipMessage> awaitOther(long seconds) {
        return poll(others, seconds);
    }

    private static Optional<SipMessage> poll(BlockingQueue<SipMessage> queue, long seconds) {
        try {
            return Optional.ofNullable(queue.poll(seconds, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
