package io.egress.sip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/** How the messages of a peer travel. */
public interface Wire extends AutoCloseable {
    /** Takes what arrives: the bytes of one message, where they came from, the certificates shown there (TLS), else none. */
    @FunctionalInterface
    interface Receiver {
        void receive(byte[] message, InetSocketAddress from, List<X509Certificate> shown);
    }

    /** Begins to receive. */
    void open(Receiver receiver);

    void send(byte[] message, InetSocketAddress to) throws IOException;

    InetSocketAddress address();

    /** udp, tcp or tls */
    String transport();

    @Override
    void close();
}
