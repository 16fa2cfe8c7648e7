package io.egress.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A SIP element over UDP that keeps everything it hears and says. */
public class SipPeer implements AutoCloseable {
    private static final int LARGEST = 65_535;

    private final String name;
    private final DatagramSocket socket;
    private final Thread listener;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final List<Line> ladder = new CopyOnWriteArrayList<>();

    /** A message and where it came from. */
    public record Heard(SipMessage message, InetSocketAddress from) {}

    /** A message on its way, for the ladder. */
    public record Line(Instant at, String peer, boolean sent, SipMessage message) {}

    public SipPeer(String name, String address, int port) {
        this.name = name;
        try {
            socket = new DatagramSocket(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listener = new Thread(this::listen, name);
        listener.setDaemon(true);
        listener.start();
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
                socket.receive(packet);
                var bytes = java.util.Arrays.copyOf(packet.getData(), packet.getLength());
                var message = SipMessage.parse(bytes);
                ladder.add(new Line(Instant.now(), name, false, message));
                heard(new Heard(message, (InetSocketAddress) packet.getSocketAddress()));
            } catch (IOException e) {
                return;
            } catch (RuntimeException e) {
                ladder.add(new Line(Instant.now(), name, false, SipMessage.of("unreadable: " + e.getMessage())));
            }
        }
    }

    /** What to do with a message; by default it waits to be asked for. */
    protected void heard(Heard message) {
        heard.add(message);
    }

    public void send(SipMessage message, InetSocketAddress to) {
        try {
            ladder.add(new Line(Instant.now(), name, true, message));
            var bytes = message.bytes();
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes as they are, for what is no SIP message. */
    public void sendRaw(byte[] bytes, InetSocketAddress to) {
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next message that fits; those before it that don't are passed over. */
    public Optional<Heard> await(Duration patience, Predicate<SipMessage> fits) {
        var end = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                var next = heard.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    return Optional.empty();
                }
                if (fits.test(next.message())) {
                    return Optional.of(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    public String name() {
        return name;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    public String hostPort() {
        return address().getAddress().getHostAddress() + ":" + address().getPort();
    }

    public List<Line> ladder() {
        return List.copyOf(ladder);
    }

    @Override
    public void close() {
        socket.close();
        try {
            // The port is free only when nobody waits on it any more.
            listener.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
