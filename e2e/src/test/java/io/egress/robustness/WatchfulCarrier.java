package io.egress.robustness;

import io.egress.sip.DatagramWire;
import io.egress.sip.SipMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A busy carrier that looks strictly at the very bytes of each INVITE that reaches it. */
final class WatchfulCarrier implements AutoCloseable {
    private static final String CHALLENGE = "Digest realm=\"carrier.example\", nonce=\"n\", qop=\"auth\"";

    private final DatagramWire wire;
    private final AtomicInteger invites = new AtomicInteger();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final Map<String, List<String>> headersByCall = new ConcurrentHashMap<>();

    private volatile boolean challenges;

    WatchfulCarrier(String address, int port) {
        wire = new DatagramWire(address, port);
        wire.open((bytes, from, shown) -> hear(bytes, from));
    }

    private void hear(byte[] bytes, InetSocketAddress from) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.startsWith("ACK ")) {
            return;
        }
        invites.incrementAndGet();
        WellFormed.problem(bytes).ifPresent(problem -> problems.add(problem + " in " + text.replace("\r\n", "\\n")));
        try {
            var message = SipMessage.parse(bytes);
            headersByCall.put(
                    message.required("Call-ID"),
                    message.headers().stream()
                            .map(header -> header.name().toLowerCase())
                            .sorted()
                            .toList());
            boolean asks = challenges && message.first("Authorization").isEmpty();
            wire.send(
                    (asks
                                    ? message.answer(401, "Unauthorized", "watchful")
                                            .with("WWW-Authenticate", CHALLENGE)
                                    : message.answer(486, "Busy Here", "watchful"))
                            .bytes(),
                    from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            problems.add("unreadable: " + text);
        }
    }

    /** Whether calls have to come with an Authorization, of whatever worth. */
    WatchfulCarrier challenging(boolean asks) {
        challenges = asks;
        return this;
    }

    int invites() {
        return invites.get();
    }

    List<String> problems() {
        return problems;
    }

    /** What was wrong, without the messages. */
    String summary() {
        var kinds = new TreeSet<String>();
        problems.forEach(problem -> kinds.add(problem.split(" in INVITE")[0]));
        return kinds.isEmpty() ? "" : ": " + kinds.stream().limit(20).toList();
    }

    /** The names of the headers that came with a call, sorted; null if it did not come. */
    List<String> headersOf(String callId) {
        return headersByCall.get(callId);
    }

    /** The names of the headers of each call that came. */
    Collection<List<String>> allHeaders() {
        return headersByCall.values();
    }

    void forget() {
        headersByCall.clear();
    }

    String hostPort() {
        return wire.address().getAddress().getHostAddress() + ":"
                + wire.address().getPort();
    }

    @Override
    public void close() {
        wire.close();
    }
}
