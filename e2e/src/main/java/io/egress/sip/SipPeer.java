package io.egress.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A SIP element that keeps what it hears and says. */
public class SipPeer implements AutoCloseable {
    private static final int LONGEST_LADDER = 2_000;

    private final String name;
    private final Wire wire;
    private final Mailbox mailbox = new Mailbox();
    private final Deque<Line> ladder = new ArrayDeque<>();

    /** A message, where it came from, and the certificates that were shown there. */
    public record Heard(SipMessage message, InetSocketAddress from, List<X509Certificate> shown) {}

    /** A message on its way, for the ladder. */
    public record Line(Instant at, String peer, boolean sent, SipMessage message) {}

    public SipPeer(String name, String address, int port) {
        this(name, new DatagramWire(address, port));
    }

    public SipPeer(String name, Wire wire) {
        this.name = name;
        this.wire = wire;
    }

    /** Begins to listen; the peer must be whole by then. */
    protected final void open() {
        wire.open(this::receive);
    }

    private void receive(byte[] bytes, InetSocketAddress from, List<X509Certificate> shown) {
        try {
            var message = SipMessage.parse(bytes);
            note(false, message);
            heard(new Heard(message, from, shown));
        } catch (RuntimeException e) {
            note(false, SipMessage.of("unreadable: " + e.getMessage()));
        }
    }

    private void note(boolean sent, SipMessage message) {
        synchronized (ladder) {
            if (ladder.size() == LONGEST_LADDER) {
                ladder.removeFirst();
            }
            ladder.addLast(new Line(Instant.now(), name, sent, message));
        }
    }

    /** What to do with a message; by default it waits to be asked for. */
    protected void heard(Heard message) {
        mailbox.put(message);
    }

    public void send(SipMessage message, InetSocketAddress to) {
        note(true, message);
        sendRaw(message.bytes(), to);
    }

    /** Bytes as they are, for what is no SIP message. */
    public void sendRaw(byte[] bytes, InetSocketAddress to) {
        try {
            wire.send(bytes, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next message that fits; those that don't go on waiting to be asked for. */
    public Optional<Heard> await(Duration patience, Predicate<SipMessage> fits) {
        return mailbox.take(patience, fits);
    }

    /** Lets a message that was asked for wait once more. */
    public void giveBack(Heard message) {
        mailbox.put(message);
    }

    public String name() {
        return name;
    }

    public InetSocketAddress address() {
        return wire.address();
    }

    public String hostPort() {
        return address().getAddress().getHostAddress() + ":" + address().getPort();
    }

    public String transport() {
        return wire.transport();
    }

    /** The peer's own address as a Contact value. */
    protected String contactOf(String user) {
        return "<sip:" + user + "@" + hostPort() + (transport().equals("udp") ? "" : ";transport=" + transport()) + ">";
    }

    public List<Line> ladder() {
        synchronized (ladder) {
            return List.copyOf(ladder);
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
