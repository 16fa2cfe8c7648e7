package io.egress.robustness;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A DNS server (RFC 1035) for a few names, which can fall silent. */
final class NameServer implements AutoCloseable {
    private static final int A = 1;
    private static final int SRV = 33;
    private static final int NO_SUCH_NAME = 3;
    private static final int TTL_S = 1;

    private record Service(String target, int port) {}

    private final DatagramSocket socket;
    private final Map<String, byte[]> addresses = new ConcurrentHashMap<>();
    private final Map<String, Service> services = new ConcurrentHashMap<>();
    private volatile boolean silent;

    NameServer(String address) {
        try {
            socket = new DatagramSocket(new InetSocketAddress(address, 53));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var thread = new Thread(this::listen, "name-server");
        thread.setDaemon(true);
        thread.start();
    }

    void address(String name, String ipv4) {
        var bytes = new byte[4];
        var parts = ipv4.split("\\.");
        for (int at = 0; at < 4; at++) {
            bytes[at] = (byte) Integer.parseInt(parts[at]);
        }
        addresses.put(name, bytes);
    }

    void service(String name, String target, int port) {
        services.put(name, new Service(target, port));
    }

    void fallSilent(boolean now) {
        silent = now;
    }

    private void listen() {
        var buffer = new byte[1500];
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                if (!silent) {
                    var answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
                    socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private byte[] answer(byte[] query) throws IOException {
        var name = new StringBuilder();
        int at = 12;
        for (int length = query[at]; length > 0; length = query[at]) {
            name.append(name.length() == 0 ? "" : ".")
                    .append(new String(query, at + 1, length, StandardCharsets.US_ASCII));
            at += length + 1;
        }
        int type = (query[at + 1] & 0xff) << 8 | query[at + 2] & 0xff;
        var data = data(name.toString().toLowerCase(), type);
        boolean known = addresses.containsKey(name.toString().toLowerCase())
                || services.containsKey(name.toString().toLowerCase());
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(query, 0, 2);
        out.writeShort(0x8180 | (known ? 0 : NO_SUCH_NAME));
        out.writeShort(1);
        out.writeShort(data.length > 0 ? 1 : 0);
        out.writeInt(0);
        out.write(query, 12, at + 5 - 12);
        if (data.length > 0) {
            out.writeShort(0xc00c);
            out.writeShort(type);
            out.writeShort(1);
            out.writeInt(TTL_S);
            out.writeShort(data.length);
            out.write(data);
        }
        return bytes.toByteArray();
    }

    private byte[] data(String name, int type) throws IOException {
        if (type == A && addresses.containsKey(name)) {
            return addresses.get(name);
        }
        if (type != SRV || !services.containsKey(name)) {
            return new byte[0];
        }
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeShort(10);
        out.writeShort(10);
        out.writeShort(services.get(name).port());
        for (var label : services.get(name).target().split("\\.")) {
            out.writeByte(label.length());
            out.writeBytes(label);
        }
        out.writeByte(0);
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
