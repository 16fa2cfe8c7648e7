package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.launch.Ports;
import io.egress.launch.Product;
import io.egress.launch.Settings;
import io.egress.sip.Agent;
import io.egress.sip.Carrier;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract's goldens, loaded into Redis: what Kamailio then puts on the wire. */
class GoldenCallsTest {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final Path GOLDENS = CHECKOUT.resolve("kamailio/contract/goldens");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Product proxy;
    private static RedisClient redis;
    private static Agent agent;

    static Stream<Path> fixtures() throws IOException {
        return Files.list(GOLDENS).filter(Files::isDirectory).sorted();
    }

    @BeforeAll
    static void start() throws Exception {
        var data = Files.createDirectories(Path.of("target/proxy-" + System.nanoTime())).toAbsolutePath();
        Files.copy(GOLDENS.resolve("proxy.keys"), data.resolve("proxy.keys"));
        var settings = Settings.aside(CHECKOUT, data);
        proxy = new Product(settings);
        proxy.startProxyAlone();
        agent = new Agent("127.0.0.1", Ports.free(), new InetSocketAddress("127.0.0.1", settings.sipPort()));
        redis = connected(settings.redisPort(), Files.readString(data.resolve("redis-password")).trim());
    }

    private static RedisClient connected(int port, String password) throws Exception {
        for (int count = 0; ; count++) {
            try {
                return new RedisClient(port, password);
            } catch (IOException e) {
                if (count == 50) {
                    throw e;
                }
                Thread.sleep(100);
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        redis.close();
        agent.close();
        proxy.part("kamailio").stop();
        proxy.part("redis").stop();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void callsAreThoseOfTheContract(Path fixture) throws Exception {
        load(fixture);
        for (var call : JSON.readTree(fixture.resolve("calls.json").toFile())) {
            place(call);
        }
    }

    private static void load(Path fixture) throws Exception {
        var dump = JSON.readTree(fixture.resolve("redis.json").toFile());
        var revision = dump.at("/head/revision").asText();
        var epoch = "goldens:" + fixture.getFileName();
        redis.call("DEL", "egress:1:trunks", "egress:1:numbers");
        for (var entry : dump.get("trunks").properties()) {
            redis.call("HSET", "egress:1:trunks", entry.getKey(), entry.getValue().asText());
        }
        for (var entry : dump.get("numbers").properties()) {
            redis.call("HSET", "egress:1:numbers", entry.getKey(), entry.getValue().asText());
        }
        redis.call("HSET", "egress:1:head", "epoch", epoch, "revision", revision);
        redis.call("XADD", "egress:1:changes", "*", "revision", revision, "full", "1");
        for (int count = 0; count < 1200; count++) {
            var report = redis.call("GET", "egress:1:node:proxy-1");
            var node = report == null ? JSON.nullNode() : JSON.readTree(report);
            if (epoch.equals(node.path("epoch").asText())) {
                assertEquals(0, node.get("refused").size(), report);
                assertEquals(0, node.get("notReady").size(), report);
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the node did not take up " + epoch);
    }

    private static void place(JsonNode call) {
        var name = call.get("name").asText();
        var attempts = call.at("/expect/attempts");
        var carriers = new ArrayList<Carrier>();
        try {
            for (int at = 0; at < attempts.size(); at++) {
                var place = attempts.get(at).get("requestUri").asText().replaceFirst(".*@([0-9.]+):(\\d+).*", "$1:$2").split(":");
                carriers.add(new Carrier("carrier", place[0], Integer.parseInt(place[1]), Optional.empty(),
                        at < attempts.size() - 1 ? 503 : 200));
            }
            var placed = agent.call(invitation(call.get("invite")));
            if (attempts.isMissingNode()) {
                assertEquals(call.at("/expect/refused/status").asInt(), placed.answer().status(), name);
                assertEquals(Optional.of(call.at("/expect/refused/reason").asText()),
                        placed.answer().first("X-Egress-Reason"), name);
                return;
            }
            assertEquals(200, placed.answer().status(), name);
            for (int at = 0; at < attempts.size(); at++) {
                var invite = carriers.get(at).awaitInvite(3).orElseThrow(() -> new AssertionError(name));
                var expected = attempts.get(at);
                assertEquals(expected.get("requestUri").asText(), invite.requestUri(), name);
                assertEquals(expected.get("from").asText(), invite.address("From"), name);
                assertEquals(expected.get("pAssertedIdentity").asText(), invite.address("P-Asserted-Identity"), name);
                assertEquals(texts(expected.get("codecs")), invite.codecs(), name);
            }
            assertEquals(200, agent.hangUp(placed), name);
        } finally {
            carriers.forEach(Carrier::close);
        }
        assertTrue(attempts.isArray(), name);
    }

    private static Agent.Invitation invitation(JsonNode invite) {
        Map<String, String> headers = new TreeMap<>();
        if (invite.has("baseNumber")) {
            headers.put("X-Base-Number", invite.get("baseNumber").asText());
        }
        if (invite.has("callerId")) {
            headers.put("X-Caller-Id", invite.get("callerId").asText());
        }
        if (invite.has("pAssertedIdentity")) {
            headers.put("P-Asserted-Identity", invite.get("pAssertedIdentity").asText());
        }
        return new Agent.Invitation(invite.get("destination").asText(), headers,
                invite.path("from").asText("<sip:agent@agent.example>"),
                invite.has("codecs") ? texts(invite.get("codecs")) : List.of("PCMU", "PCMA", "telephone-event"));
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
    }
}
