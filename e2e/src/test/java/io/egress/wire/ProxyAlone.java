package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.launch.Part;
import io.egress.launch.Ports;
import io.egress.launch.Product;
import io.egress.launch.Settings;
import io.egress.sip.Agent;
import io.egress.sip.SipPeer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Redis and Kamailio without the service, with the goldens' key: rows are written as the contract has them. */
public final class ProxyAlone implements AutoCloseable {
    public static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    public static final Path GOLDENS = CHECKOUT.resolve("kamailio/contract/goldens");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Product product;
    private final Published published;
    private final Agent agent;
    private final String node;

    public ProxyAlone(UnaryOperator<Settings> change) throws IOException, InterruptedException {
        this(change.apply(aside("proxy-1")), "proxy-1", null);
    }

    private ProxyAlone(Settings settings, String node, ProxyAlone first) throws IOException, InterruptedException {
        this.node = node;
        product = new Product(settings.with("EGRESS_NODE", node));
        if (first == null) {
            product.startProxyAlone();
        } else {
            product.startProxyOnly();
        }
        agent = new Agent("127.0.0.1", Ports.free(), new InetSocketAddress(settings.sipHost(), settings.sipPort()));
        published = first == null
                ? new Published(
                        settings.redisPort(),
                        Files.readString(settings.data().resolve("redis-password"))
                                .trim())
                : first.published;
    }

    private static Settings aside(String node) throws IOException {
        var data = Files.createDirectories(Path.of("target/" + node + "-" + System.nanoTime()))
                .toAbsolutePath();
        Files.copy(GOLDENS.resolve("proxy.keys"), data.resolve("proxy.keys"));
        return Settings.aside(CHECKOUT, data);
    }

    /** Several nodes on one Redis: proxy-1 at 127.0.0.1, proxy-2 at 127.0.0.2, … The first one owns Redis: close it last. */
    public static List<ProxyAlone> nodes(int count, UnaryOperator<Settings> change)
            throws IOException, InterruptedException {
        var first = new ProxyAlone(change);
        var nodes = new ArrayList<>(List.of(first));
        for (int at = 2; at <= count; at++) {
            var node = "proxy-" + at;
            var settings = aside(node)
                    .withProxyAt("127.0.0." + at, first.product.settings().redisPort());
            Files.copy(
                    first.product.settings().data().resolve("redis-password"),
                    settings.data().resolve("redis-password"));
            nodes.add(new ProxyAlone(change.apply(settings), node, first));
        }
        return nodes;
    }

    public Agent agent() {
        return agent;
    }

    /** Where the node listens: udp and tcp. */
    public InetSocketAddress sip() {
        return agent.proxy();
    }

    /** Where the node listens: tls. */
    public InetSocketAddress sips() {
        return new InetSocketAddress(
                product.settings().sipHost(), product.settings().sipsPort());
    }

    public Part kamailio() {
        return product.part("kamailio");
    }

    public Part redisPart() {
        return product.part("redis");
    }

    /** Commands to Redis; connected anew after Redis was away. */
    public RedisClient redis() throws IOException, InterruptedException {
        return published.redis();
    }

    public int redisPort() {
        return product.settings().redisPort();
    }

    public String redisPassword() throws IOException {
        return Files.readString(data().resolve("redis-password")).trim();
    }

    public Path data() {
        return product.settings().data();
    }

    /** What the node said last about itself; null when it said nothing lately. */
    public JsonNode report() throws IOException, InterruptedException {
        var report = redis().call("GET", "egress:1:node:" + node);
        return report == null ? JSON.nullNode() : JSON.readTree(report);
    }

    public JsonNode awaitReport(String what, Predicate<JsonNode> holds) throws IOException, InterruptedException {
        var last = new JsonNode[1];
        Patience.await(what, () -> holds.test(last[0] = report()));
        return last[0];
    }

    /** Waits until the node routes by what was published last. */
    public JsonNode awaitApplied() throws IOException, InterruptedException {
        return awaitReport(
                "the node routes by what was published last",
                report -> published.epoch().equals(report.path("epoch").asText())
                        && published.revision() == report.path("revision").asLong());
    }

    /** Waits until nothing is refused and every enabled trunk is ready. */
    public void awaitReady() throws IOException, InterruptedException {
        awaitReport(
                "the node has everything ready",
                report -> published.epoch().equals(report.path("epoch").asText())
                        && published.revision() == report.path("revision").asLong()
                        && report.path("refused").isEmpty()
                        && report.path("notReady").isEmpty());
    }

    /** Waits until the node could start without Redis and route by what was published last. */
    public void awaitCopied() throws IOException, InterruptedException {
        var copy = data().resolve("kamailio/rows.copy");
        Patience.await(
                "the disk copy is written", () -> Files.exists(copy) && published.isHeadOf(Files.readString(copy)));
    }

    /** Replaces all rows by these, and waits until every trunk is ready. */
    public void load(Row... rows) throws IOException, InterruptedException {
        write(rows);
        awaitReady();
    }

    /** Replaces all rows by these, and waits for nothing. */
    public void write(Row... rows) throws IOException, InterruptedException {
        published.replace(List.of(rows));
    }

    /** Changes these rows, and waits until the node has looked at them. */
    public JsonNode publish(Row... rows) throws IOException, InterruptedException {
        published.change(List.of(rows));
        return awaitApplied();
    }

    /** Replaces all rows by these texts, and waits until the node has taken each; perhaps not every trunk is ready. */
    void load(String epoch, String revision, Map<String, String> trunks, Map<String, String> numbers)
            throws IOException, InterruptedException {
        published.replace(
                epoch,
                Long.parseLong(revision),
                Stream.concat(
                                trunks.entrySet().stream().map(row ->
                                        (Row) new Row.Text("trunks", row.getKey(), escaped(row.getValue()))),
                                numbers.entrySet().stream().map(row ->
                                        (Row) new Row.Text("numbers", row.getKey(), escaped(row.getValue()))))
                        .toList());
        var report = awaitApplied();
        assertTrue(report.path("refused").isEmpty(), report.toString());
    }

    private static String escaped(String text) {
        return text.replace("%", "%%");
    }

    /** Waits until the node answers OPTIONS: it has started. */
    public void awaitAnswering() throws InterruptedException, IOException {
        Patience.await("the node answers", () -> Probe.isAnswered(agent));
    }

    /** Puts a text into the node's shared memory, in the place of the process that does. */
    public void remember(String table, String key, String text) throws IOException, InterruptedException {
        kamcmd("htable.sets", table, key, "s:" + text);
    }

    /** Whether the node has a TCP or TLS connection to this peer. */
    boolean isConnectedTo(SipPeer peer) throws IOException, InterruptedException {
        return kamcmd("core.tcp_list").lines().anyMatch(line -> line.strip()
                .equals("src_port: " + peer.address().getPort()));
    }

    /** Bytes that its processes share, used or not. */
    long sharedMemory() throws IOException, InterruptedException {
        var total = Pattern.compile("total: (\\d+)").matcher(kamcmd("core.shmmem"));
        return total.find() ? Long.parseLong(total.group(1)) : 0;
    }

    private String kamcmd(String... command) throws IOException, InterruptedException {
        var program = CHECKOUT.resolve(".parts/debian/usr/sbin/kamcmd").toString();
        var socket = "unix:" + data().resolve("kamailio/rpc.sock");
        var process = new ProcessBuilder(Stream.concat(Stream.of(program, "-s", socket), Stream.of(command))
                        .toList())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return said;
    }

    /** As kill -9 of the whole node, and a new start. */
    public void killAndStart() throws IOException, InterruptedException {
        kamailio().kill();
        kamailio().start();
        awaitAnswering();
    }

    @Override
    public void close() throws IOException {
        agent.close();
        kamailio().stop();
        if (node.equals("proxy-1")) {
            published.close();
            redisPart().stop();
        }
    }
}
