package io.egress.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;

/** SIP over UDP: one datagram, one message. */
public final class DatagramWire implements Wire {
    private static final int LARGEST = 65_535;
    private static final int KERNEL_BUFFER = 4 << 20;

    private final DatagramSocket socket;
    private Thread listener;

    public DatagramWire(String address, int port) {
        try {
            socket = new DatagramSocket(new InetSocketAddress(address, port));
            socket.setReceiveBufferSize(KERNEL_BUFFER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void open(Receiver receiver) {
        listener = new Thread(() -> listen(receiver), "datagrams");
        listener.setDaemon(true);
        listener.start();
    }

    private void listen(Receiver receiver) {
        var buffer = new byte[LARGEST];
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, LARGEST);
                socket.receive(packet);
                receiver.receive(
                        Arrays.copyOf(packet.getData(), packet.getLength()),
                        (InetSocketAddress) packet.getSocketAddress(),
                        List.of());
            } catch (IOException e) {
                return;
            }
        }
    }

    @Override
    public void send(byte[] message, InetSocketAddress to) throws IOException {
        socket.send(new DatagramPacket(message, message.length, to));
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public String transport() {
        return "udp";
    }

    @Override
    public void close() {
        socket.close();
        try {
            // The port is free only when nobody waits on it any more.
            if (listener != null) {
                listener.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
