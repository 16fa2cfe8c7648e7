package io.egress.robustness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.Security;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server that speaks TLS 1.1 alone, and a client that does. */
final class OldTls implements AutoCloseable {
    private static final String[] OLD = {"TLSv1.1"};

    private final SSLServerSocket server;
    private final AtomicInteger handshakes = new AtomicInteger();

    /** The JDK no longer speaks it unless told to, before it speaks any TLS. */
    static void allow() {
        Security.setProperty("jdk.tls.disabledAlgorithms", "");
    }

    OldTls(SSLContext context, String host, int port) throws IOException {
        server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(port, 10, InetAddress.getByName(host));
        server.setEnabledProtocols(OLD);
        var thread = new Thread(this::accept, "old-tls");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try (var socket = (SSLSocket) server.accept()) {
                socket.startHandshake();
                handshakes.incrementAndGet();
            } catch (IOException e) {
                // Refused, as it should be.
            }
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** Handshakes that succeeded. */
    int handshakes() {
        return handshakes.get();
    }

    /** Whether a server takes it. */
    static boolean isAccepted(InetSocketAddress at) throws IOException {
        try (var socket =
                (SSLSocket) Trusting.everybody().getSocketFactory().createSocket(at.getAddress(), at.getPort())) {
            socket.setEnabledProtocols(OLD);
            socket.startHandshake();
            return true;
        } catch (SSLException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
