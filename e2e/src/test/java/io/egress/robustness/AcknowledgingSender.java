package io.egress.robustness;

import io.egress.sip.DatagramWire;
import io.egress.sip.SipMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/** Sends INVITEs and acknowledges every refusal, so that nobody has to repeat it; otherwise it does not care. */
final class AcknowledgingSender implements AutoCloseable {
    private final DatagramWire wire;
    private final InetSocketAddress proxy;

    AcknowledgingSender(String address, int port, InetSocketAddress proxy) {
        this.proxy = proxy;
        wire = new DatagramWire(address, port);
        wire.open((bytes, from, shown) -> hear(bytes));
    }

    private void hear(byte[] bytes) {
        SipMessage answer;
        try {
            answer = SipMessage.parse(bytes);
            if (answer.isRequest() || answer.status() < 300 || !answer.method().equals("INVITE")) {
                return;
            }
        } catch (RuntimeException e) {
            return;
        }
        send(SipMessage.of("ACK sip:ack@127.0.0.1 SIP/2.0")
                .with("Via", answer.all("Via"))
                .with("Max-Forwards", "70")
                .with("From", answer.all("From"))
                .with("To", answer.all("To"))
                .with("Call-ID", answer.all("Call-ID"))
                .with("CSeq", answer.required("CSeq").replace("INVITE", "ACK"))
                .bytes());
    }

    void send(byte[] bytes) {
        try {
            wire.send(bytes, proxy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
