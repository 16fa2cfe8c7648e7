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

/**
 * TCP and UDP ports of this machine, of those that systems don't give out by themselves: a port may be taken a while after it was
 * found free. Virtual machines side by side look into slices of their own, which the property {@code egress.ports.slice} numbers
 * from 0 to 2.
 */
public final class Ports {
    private static final int SIZE = 7_500;
    private static final int FIRST = 10_000 + Integer.getInteger("egress.ports.slice", 0) * SIZE;
    private static final Set<Integer> GIVEN = new HashSet<>();

    private Ports() {}

    /** A port that is free for TCP and UDP, and is not given twice. */
    public static int free() {
        return firstOf(1);
    }

    /** Ports in a row, each as {@link #free} has it: {@code first-last}. */
    public static String freeRange(int size) {
        int first = firstOf(size);
        return first + "-" + (first + size - 1);
    }

    private static synchronized int firstOf(int size) {
        var random = new Random();
        while (true) {
            int first = FIRST + random.nextInt(SIZE - size);
            var range = IntStream.range(first, first + size).boxed().toList();
            if (range.stream().allMatch(port -> !GIVEN.contains(port) && isFree(port))) {
                GIVEN.addAll(range);
                return first;
            }
        }
    }

    private static boolean isFree(int port) {
        try (var tcp = new ServerSocket(port);
                var udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            return tcp.isBound() && udp.isBound();
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
