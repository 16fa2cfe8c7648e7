package io.egress.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Calls at a steady rate, and how long each waits for its 180: sipp's clock only knows milliseconds. */
final class Stopwatch {
    private static final int LARGEST = 65_535;
    private static final int LATEST_MS = 5_000;
    private static final long TALK_MS = 20;
    private static final Pattern ANSWER = Pattern.compile("SIP/2\\.0 (180|200) .*", Pattern.DOTALL);

    private final InetSocketAddress proxy;
    private final String number;
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final Map<String, Double> waited = new ConcurrentHashMap<>();

    /** @param number the base number to call with */
    Stopwatch(Kamailio kamailio, String number) {
        this.proxy = new InetSocketAddress("127.0.0.1", kamailio.sipPort());
        this.number = number;
    }

    /** Milliseconds that 99 % of the calls keep; a call that never rings counts as the longest wait. */
    double p99(int calls, int perSecond) {
        try (var socket = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
            socket.setReceiveBufferSize(1 << 20);
            var clock = Executors.newScheduledThreadPool(1);
            try {
                var listener = new Thread(() -> listen(socket, clock), "stopwatch");
                listener.setDaemon(true);
                listener.start();
                for (int at = 0; at < calls; at++) {
                    int call = at;
                    clock.schedule(() -> invite(socket, call), at * 1000L / perSecond, TimeUnit.MILLISECONDS);
                }
                TimeUnit.MILLISECONDS.sleep(calls * 1000L / perSecond);
                for (int count = 0; waited.size() < calls && count * 10 < LATEST_MS; count++) {
                    TimeUnit.MILLISECONDS.sleep(10);
                }
                TimeUnit.MILLISECONDS.sleep(10 * TALK_MS);
            } finally {
                clock.shutdownNow();
            }
        } catch (IOException | InterruptedException e) {
            throw new BenchException("calls can't be sent", e);
        }
        List<Double> all = new ArrayList<>(waited.values());
        while (all.size() < calls) {
            all.add((double) LATEST_MS);
        }
        all.sort(null);
        return all.get((int) Math.ceil(calls * 0.99) - 1);
    }

    private void invite(DatagramSocket socket, int call) {
        var callId = "stopwatch-" + call + "-" + System.nanoTime();
        sent.put(callId, System.nanoTime());
        send(socket, """
                INVITE sip:+4989123456@%s SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bK%s
                From: <sip:agent@127.0.0.1>;tag=a
                To: <sip:+4989123456@127.0.0.1>
                Call-ID: %s
                CSeq: 1 INVITE
                Contact: <sip:agent@127.0.0.1:%d>
                Max-Forwards: 70
                X-Base-Number: %s
                Content-Length: 0

                """.formatted(hostPort(), socket.getLocalPort(), callId, callId, socket.getLocalPort(), number));
    }

    private void listen(DatagramSocket socket, ScheduledExecutorService clock) {
        var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        try {
            while (true) {
                packet.setLength(LARGEST);
                socket.receive(packet);
                long now = System.nanoTime();
                var text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                if (ANSWER.matcher(text).matches() && header(text, "CSeq").endsWith("INVITE")) {
                    var callId = header(text, "Call-ID");
                    if (text.startsWith("SIP/2.0 180")) {
                        waited.putIfAbsent(callId, (now - sent.get(callId)) / 1e6);
                    } else {
                        send(socket, inDialog("ACK", 1, callId, text, socket.getLocalPort()));
                        clock.schedule(
                                () -> send(socket, inDialog("BYE", 2, callId, text, socket.getLocalPort())),
                                TALK_MS,
                                TimeUnit.MILLISECONDS);
                    }
                }
            }
        } catch (IOException e) {
            // closed: the calls are over
        }
    }

    private static String inDialog(String method, int number, String callId, String answer, int port) {
        var contact = header(answer, "Contact");
        return """
                %s %s SIP/2.0
                Via: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bK%s%s
                Route: %s
                From: <sip:agent@127.0.0.1>;tag=a
                To: %s
                Call-ID: %s
                CSeq: %d %s
                Max-Forwards: 70
                Content-Length: 0

                """.formatted(
                        method,
                        contact.substring(contact.indexOf('<') + 1, contact.indexOf('>')),
                        port,
                        callId,
                        method,
                        header(answer, "Record-Route"),
                        header(answer, "To"),
                        callId,
                        number,
                        method);
    }

    private static String header(String message, String name) {
        int start = message.indexOf("\r\n" + name + ": ");
        return start < 0 ? "" : message.substring(start + name.length() + 4, message.indexOf("\r\n", start + 2));
    }

    private String hostPort() {
        return proxy.getAddress().getHostAddress() + ":" + proxy.getPort();
    }

    private void send(DatagramSocket socket, String text) {
        var bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, proxy));
        } catch (IOException e) {
            // the socket is closed: the calls are over
        }
    }
}
