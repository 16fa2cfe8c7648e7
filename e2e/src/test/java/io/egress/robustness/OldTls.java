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

/** TLS 1.1, which the JDK no longer speaks unless told to, at either end. */
final class OldTls implements AutoCloseable {
    private static final String[] OLD = {"TLSv1.1"};

    private final SSLServerSocket server;
    private final AtomicInteger handshakes = new AtomicInteger();

    static {
        Security.setProperty("jdk.tls.disabledAlgorithms", "");
    }

    private OldTls(SSLServerSocket server) {
        this.server = server;
        var thread = new Thread(this::accept, "old-tls");
        thread.setDaemon(true);
        thread.start();
    }

    /** A carrier that speaks nothing newer. */
    static OldTls server(SSLContext context, String host, int port) throws IOException {
        var server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(port, 10, InetAddress.getByName(host));
        server.setEnabledProtocols(OLD);
        return new OldTls(server);
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

    int port() {
        return server.getLocalPort();
    }

    /** Handshakes that succeeded. */
    int handshakes() {
        return handshakes.get();
    }

    /** Whether a server takes it. */
    static boolean isAccepted(InetSocketAddress at) throws IOException {
        try (var socket = (SSLSocket) Trusting.everybody().getSocketFactory().createSocket(at.getAddress(), at.getPort())) {
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
