package io.egress.sip;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/** A simulated carrier over TCP or TLS that takes every call (RFC 3261 §18.3 for the framing). */
public final class StreamCarrier implements AutoCloseable {
    private final ServerSocket server;
    private final String transport;
    private final BlockingQueue<SipMessage> requests = new LinkedBlockingQueue<>();

    /** @param sockets plain ones or TLS's */
    public StreamCarrier(String transport, ServerSocketFactory sockets, String address, int port) {
        this.transport = transport;
        try {
            server = sockets.createServerSocket(port, 10, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "stream-carrier");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                var request = read(in);
                if (request.isEmpty()) {
                    return;
                }
                requests.add(request.get());
                answer(socket, request.get());
            }
        } catch (IOException e) {
            // The other side gave up, as it should when it does not trust the certificate.
        }
    }

    private void answer(Socket socket, SipMessage request) throws IOException {
        if (request.method().equals("ACK")) {
            return;
        }
        var answer = request.answer(200, "OK", "carrier").with("Contact",
                "<sip:carrier@" + hostPort() + ";transport=" + transport + ">");
        socket.getOutputStream().write(
                (request.method().equals("INVITE") ? answer.withBody(Carrier.SDP) : answer).bytes());
    }

    private static Optional<SipMessage> read(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            head.write(next);
            if (head.toString(StandardCharsets.UTF_8).isBlank()) {
                head.reset();
            }
        }
        var message = SipMessage.parse(head.toByteArray());
        head.write(in.readNBytes(Integer.parseInt(message.first("Content-Length").orElse("0"))));
        return Optional.of(SipMessage.parse(head.toByteArray()));
    }

    /** The next request. */
    public Optional<SipMessage> await(long seconds) throws InterruptedException {
        return Optional.ofNullable(requests.poll(seconds, TimeUnit.SECONDS));
    }

    public String hostPort() {
        return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
