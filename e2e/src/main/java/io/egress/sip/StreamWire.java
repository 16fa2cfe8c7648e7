package io.egress.sip;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** SIP over TCP or TLS (RFC 3261 §18.3): goes on over the connection that leads to an address, else opens one. */
public final class StreamWire implements Wire {
    private static final int BACKLOG = 200;

    private final String transport;
    private final ServerSocket server;
    private final SocketFactory sockets;
    private final Map<InetSocketAddress, Socket> connections = new ConcurrentHashMap<>();
    private Receiver receiver;

    private StreamWire(String transport, ServerSocket server, SocketFactory sockets) {
        this.transport = transport;
        this.server = server;
        this.sockets = sockets;
    }

    public static StreamWire tcp(String address, int port) {
        return new StreamWire(
                "tcp", bound(ServerSocketFactory.getDefault(), address, port), SocketFactory.getDefault());
    }

    /** @param asks whether a client is asked for its certificate; which one it may be the context's trust says */
    public static StreamWire tls(SSLContext context, boolean asks, String address, int port) {
        var server = (SSLServerSocket) bound(context.getServerSocketFactory(), address, port);
        server.setWantClientAuth(asks);
        return new StreamWire("tls", server, context.getSocketFactory());
    }

    private static ServerSocket bound(ServerSocketFactory factory, String address, int port) {
        try {
            return factory.createServerSocket(port, BACKLOG, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "stream");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void open(Receiver receiver) {
        this.receiver = receiver;
        start(this::accept);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                keep(socket);
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void keep(Socket socket) {
        connections.put((InetSocketAddress) socket.getRemoteSocketAddress(), socket);
    }

    private void serve(Socket socket) {
        var from = (InetSocketAddress) socket.getRemoteSocketAddress();
        try (socket) {
            var shown = shown(socket);
            var in = new BufferedInputStream(socket.getInputStream());
            for (var message = Framing.read(in); message.isPresent(); message = Framing.read(in)) {
                receiver.receive(message.get(), from, shown);
            }
        } catch (IOException e) {
            // The other side gave up, as it should when it does not trust the certificate.
        } finally {
            connections.remove(from, socket);
        }
    }

    private static List<X509Certificate> shown(Socket socket) throws IOException {
        if (!(socket instanceof SSLSocket secured)) {
            return List.of();
        }
        secured.startHandshake();
        try {
            return Arrays.stream(secured.getSession().getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    @Override
    public void send(byte[] message, InetSocketAddress to) throws IOException {
        var socket = connections.get(to);
        if (socket == null) {
            socket = sockets.createSocket(to.getAddress(), to.getPort(), server.getInetAddress(), 0);
            keep(socket);
            var opened = socket;
            start(() -> serve(opened));
        }
        synchronized (socket) {
            socket.getOutputStream().write(message);
        }
    }

    /** Breaks all connections, as a carrier does that starts again. */
    public void hangUpConnections() {
        for (var socket : connections.values()) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is gone already.
            }
        }
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    @Override
    public String transport() {
        return transport;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hangUpConnections();
    }
}
