package io.egress.launch;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** TCP and UDP ports of this machine. */
public final class Ports {
    private static final Set<Integer> GIVEN = new HashSet<>();

    private Ports() {}

    /** A port that is free for TCP and UDP, and is not given twice. */
    public static synchronized int free() {
        while (true) {
            try (var tcp = new ServerSocket(0)) {
                int port = tcp.getLocalPort();
                try (var udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
                    if (GIVEN.add(port)) {
                        return port;
                    }
                }
            } catch (IOException e) {
                // taken for UDP; the next one
            }
        }
    }

    /** Ports in a row that are free for TCP, {@code first-last}, below those that systems give out by themselves. */
    public static synchronized String freeRange(int size) {
        var random = new Random();
        while (true) {
            int first = 20_000 + random.nextInt(12_000);
            var range = IntStream.range(first, first + size).boxed().toList();
            if (range.stream().allMatch(port -> !GIVEN.contains(port) && isFree(port))) {
                GIVEN.addAll(range);
                return first + "-" + (first + size - 1);
            }
        }
    }

    private static boolean isFree(int port) {
        try (var tcp = new ServerSocket(port)) {
            return tcp.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws LaunchException if someone listens there already */
    static void requireFree(String host, int port, String setting) {
        try (var tcp = new ServerSocket()) {
            tcp.setReuseAddress(true);
            tcp.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new LaunchException(
                    "Port " + port + " on " + host + " is taken; set " + setting + " to another one.");
        }
    }
}
