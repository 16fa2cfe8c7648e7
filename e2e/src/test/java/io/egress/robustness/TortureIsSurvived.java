package io.egress.robustness;

import io.egress.launch.Ports;
import io.egress.robustness.Finding.Notes;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.wire.ProxyAlone;
import io.egress.wire.Row;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.SocketFactory;

/**
 * RFC 4475's messages and a hundred thousand nearly right INVITEs: nothing dies, nothing bad gets through, good calls
 * work.
 */
final class TortureIsSurvived implements Promise {
    private static final Path MESSAGES = Path.of("src/test/resources/rfc4475");
    private static final String NUMBER = "+493012345";
    private static final String GOOD = "+493012346";
    private static final int BETWEEN_GOOD_CALLS = 250;

    private int good;
    private int goodRouted;

    @Override
    public String id() {
        return "S1";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        try (var proxy = new ProxyAlone(settings -> settings.with("EGRESS_SHM_MB", "512"));
                var watchful = new WatchfulCarrier("127.0.10.1", Ports.free());
                var carrier = new ScriptedCarrier("carrier", "127.0.10.2", Ports.free(), Script.accepts());
                var sender = new AcknowledgingSender("127.0.0.1", Ports.free(), proxy.sip())) {
            proxy.load(
                    Row.trunk("watchful").at(watchful.hostPort()),
                    Row.trunk("good").at(carrier.hostPort()),
                    Row.number(NUMBER, "watchful"),
                    Row.number(GOOD, "good"));
            var born = processes(proxy);
            int messages = torture(proxy, sender);
            int mutants = mutate(proxy, sender, scale);
            boolean alive = proxy.kamailio().isAlive() && processes(proxy).equals(born);
            return new Notes()
                    .hold(
                            messages == 49 * 3 * 2,
                            "%d of RFC 4475's messages (49 × udp, tcp, tls × as it is, aimed at us)",
                            messages)
                    .say("%,d mutated INVITEs", mutants)
                    .hold(
                            alive,
                            "%d of %d processes live",
                            processes(proxy).stream().filter(born::contains).count(),
                            born.size())
                    .hold(
                            watchful.problems().isEmpty(),
                            "%,d INVITEs reached the carrier, %d of them not well-formed%s",
                            watchful.invites(),
                            watchful.problems().size(),
                            watchful.summary())
                    .hold(goodRouted == good, "%d of %d good calls in between routed", goodRouted, good)
                    .found();
        }
    }

    private static Set<Long> processes(ProxyAlone proxy) {
        return proxy.kamailio().processes().collect(Collectors.toSet());
    }

    private int torture(ProxyAlone proxy, AcknowledgingSender sender) throws Exception {
        int sent = 0;
        List<Path> files;
        try (var list = Files.list(MESSAGES)) {
            files = list.filter(file -> file.toString().endsWith(".dat"))
                    .sorted()
                    .toList();
        }
        for (var file : files) {
            var plain = Files.readAllBytes(file);
            for (var message : List.of(plain, aimed(plain))) {
                sender.send(message);
                stream(SocketFactory.getDefault(), proxy.sip(), message);
                stream(Trusting.everybody().getSocketFactory(), proxy.sips(), message);
                sent += 3;
                goodCall(proxy);
            }
        }
        return sent;
    }

    // The same with a base number of ours, so that it goes as far as it can.
    private static byte[] aimed(byte[] message) {
        var text = new String(message, StandardCharsets.ISO_8859_1);
        int line = text.indexOf("\r\n") + 2;
        return (text.substring(0, line) + "X-Base-Number: " + NUMBER + "\r\n" + text.substring(line))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private int mutate(ProxyAlone proxy, AcknowledgingSender sender, Scale scale) throws Exception {
        int count = scale.of(100_000);
        var invites = new MutatedInvites(
                new Random(scale.seed()), "127.0.0.1:" + proxy.sip().getPort(), sender.hostPort(), NUMBER);
        for (int at = 0; at < count; at++) {
            switch (at % 50) {
                case 0 -> stream(SocketFactory.getDefault(), proxy.sip(), invites.next("TCP"));
                case 25 -> stream(Trusting.everybody().getSocketFactory(), proxy.sips(), invites.next("TLS"));
                default -> sender.send(invites.next("UDP"));
            }
            if (at % BETWEEN_GOOD_CALLS == 0) {
                goodCall(proxy);
            }
        }
        return count;
    }

    private void goodCall(ProxyAlone proxy) {
        good++;
        goodRouted += Traffic.place(proxy.agent(), GOOD).isRouted() ? 1 : 0;
    }

    // A broken message may well break its connection, so each gets one of its own.
    private static void stream(SocketFactory factory, InetSocketAddress to, byte[] message) throws IOException {
        try (var socket = factory.createSocket(to.getAddress(), to.getPort(), InetAddress.getByName("127.0.0.1"), 0)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(message);
            socket.getOutputStream().flush();
            socket.setSoTimeout(20);
            drain(socket);
        }
    }

    private static void drain(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            in.read(new byte[4096]);
        } catch (IOException e) {
            // No answer, or a closed connection: both are right answers to rubbish.
        }
    }
}
