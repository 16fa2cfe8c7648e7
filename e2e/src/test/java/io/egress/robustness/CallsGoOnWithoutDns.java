package io.egress.robustness;

import io.egress.launch.Ports;
import io.egress.robustness.Finding.Notes;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.wire.ProxyAlone;
import io.egress.wire.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The resolver falls silent. Kamailio asks the one that /etc/resolv.conf names, on port 53: the check runs in a process with
 * an /etc of its own, which only root can have.
 */
final class CallsGoOnWithoutDns implements Promise {
    private static final String RESOLVER = "127.0.53.53";
    private static final int RATE = 20;
    private static final int NAMES = 4;
    private static final double SLOWER = 1.2;

    @Override
    public String id() {
        return "R14";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var resolv = Files.writeString(Path.of("target/resolv.conf").toAbsolutePath(), "nameserver " + RESOLVER + "\n");
        if (!canHaveItsOwn(resolv)) {
            return Finding.untried("a resolver of its own needs root");
        }
        var java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        var process = new ProcessBuilder(inside(
                        resolv,
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        CallsGoOnWithoutDns.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new String(process.getInputStream().readAllBytes()).lines().toList();
        process.waitFor();
        return Finding.written(lines);
    }

    private static boolean canHaveItsOwn(Path resolv) throws IOException, InterruptedException {
        return new ProcessBuilder(inside(resolv, "true")).start().waitFor() == 0;
    }

    private static List<String> inside(Path resolv, String... command) {
        var all = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount --bind \"$0\" /etc/resolv.conf && exec \"$@\"",
                resolv.toString()));
        all.addAll(List.of(command));
        return all;
    }

    /** The check itself, where the resolver is ours. */
    public static void main(String[] arguments) throws Exception {
        inItsOwnPlace(Scale.fromEnvironment()).write(System.out);
        System.exit(0);
    }

    private static Finding inItsOwnPlace(Scale scale) throws Exception {
        var carriers = new ArrayList<ScriptedCarrier>();
        try (var names = new NameServer(RESOLVER);
                var proxy = new ProxyAlone(settings -> settings)) {
            var rows = new ArrayList<Row>();
            for (int at = 0; at < NAMES; at++) {
                var carrier =
                        new ScriptedCarrier("carrier" + at, "127.0.10." + (at + 1), Ports.free(), Script.accepts());
                carriers.add(carrier);
                names.address("host" + at + ".carrier.test", "127.0.10." + (at + 1));
                names.service(
                        "_sip._udp.service" + at + ".carrier.test",
                        "host" + at + ".carrier.test",
                        carrier.address().getPort());
                rows.add(Row.trunk("host-" + at)
                        .host("host" + at + ".carrier.test", carrier.address().getPort()));
                rows.add(Row.trunk("service-" + at).host("service" + at + ".carrier.test"));
                rows.add(Row.number(Roads.number(at), "host-" + at));
                rows.add(Row.number(Roads.number(NAMES + at), "service-" + at));
            }
            proxy.load(rows.toArray(Row[]::new));
            return hang(proxy, names, scale);
        } finally {
            carriers.forEach(ScriptedCarrier::close);
        }
    }

    private static Finding hang(ProxyAlone proxy, NameServer names, Scale scale) throws Exception {
        var numbers = IntStream.range(0, 2 * NAMES).mapToObj(Roads::number).toList();
        try (var traffic = new Traffic(proxy.sip(), numbers, scale.seed())) {
            traffic.at(RATE);
            Thread.sleep(Duration.ofSeconds(5).toMillis());
            traffic.forget();
            long start = System.nanoTime();
            Thread.sleep(scale.outage().toMillis() / 2);
            long begun = System.nanoTime();
            names.fallSilent(true);
            Thread.sleep(scale.outage().toMillis());
            long ended = System.nanoTime();
            names.fallSilent(false);
            Thread.sleep(scale.outage().toMillis() / 2);
            var history = traffic.stop();
            names.fallSilent(true);
            proxy.killAndStart();
            var after = Traffic.place(proxy.agent(), numbers.get(0));
            var during = history.between(begun, ended);
            var healthy = history.where(call -> call.at() >= start && (call.at() < begun || call.at() >= ended));
            double ratio = during.p99() / healthy.p99();
            return new Notes()
                    .hold(
                            during.allRouted(),
                            "DNS hung %d s: %d of %d calls routed%s",
                            scale.outage().toSeconds(),
                            during.routed(),
                            during.size(),
                            during.allRouted() ? "" : " " + during.failures())
                    .hold(ratio <= SLOWER, "p99 %.2f × healthy (%.1f ms)", ratio, healthy.p99())
                    .hold(after.isRouted(), "a proxy restarted meanwhile routes at once")
                    .found();
        }
    }
}
