package io.egress.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.egress.launch.Ports;
import io.egress.launch.Product;
import io.egress.sip.Agent;
import io.egress.sip.Asked;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.StreamWire;
import io.egress.wire.Authority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a browser test needs beside the browser: an agent that places calls, carriers, and parts of the product that fail.
 * Told by HTTP on loopback: {@code POST /carriers}, {@code PUT /carriers/<name>} to behave otherwise,
 * {@code GET /carriers/<name>/invite} for the next INVITE that it got, {@code POST /calls}, {@code DELETE /calls} to hang up,
 * {@code GET /authority} for PEM texts, {@code POST /parts/<name>/freeze} and {@code thaw}.
 */
final class Backstage implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CARRIERS = "127.0.30.1";

    private final Product product;
    private final Map<String, ScriptedCarrier> carriers = new ConcurrentHashMap<>();
    private final List<Agent.Call> running = new CopyOnWriteArrayList<>();
    private final ExecutorService work = Executors.newCachedThreadPool();
    private final Authority authority;
    private final Authority.Identity ours;
    private final Authority.Identity theirs;
    private final Agent agent;
    private final HttpServer server;

    Backstage(Product product) throws Exception {
        this.product = product;
        authority = new Authority("Carriers' CA");
        ours = authority.identity("egress.example", "dns:egress.example");
        theirs = authority.identity("carrier.example", "ip:" + CARRIERS);
        agent = new Agent("127.0.0.1", Ports.free(), product.sip());
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(work);
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().split("/");
            var said = exchange.getRequestBody().readAllBytes();
            var body = said.length == 0 ? JSON.createObjectNode() : JSON.readTree(said);
            Object answer = answer(exchange.getRequestMethod() + " " + path[1], path, body);
            var bytes = JSON.writeValueAsBytes(answer);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (Exception e) {
            var bytes = String.valueOf(e).getBytes();
            exchange.sendResponseHeaders(500, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Object answer(String what, String[] path, JsonNode body) throws Exception {
        return switch (what) {
            case "POST carriers" -> open(body);
            case "PUT carriers" -> behave(carriers.get(path[2]), body);
            case "GET carriers" -> told(carriers.get(path[2]).next("INVITE"));
            case "POST calls" -> call(body);
            case "DELETE calls" -> hangUp();
            case "POST parts" -> disturb(path[2], path[3]);
            case "GET authority" -> Map.of("ca", authority.pem(), "identity", ours.pem());
            default -> throw new IllegalArgumentException(what);
        };
    }

    private Map<String, String> open(JsonNode body) throws Exception {
        var name = body.required("name").asText();
        int port = Ports.free();
        var script = script(body);
        var carrier = body.path("transport").asText("udp").equals("tls")
                ? new ScriptedCarrier(name, StreamWire.tls(theirs.context(), true, CARRIERS, port), script)
                : new ScriptedCarrier(name, CARRIERS, port, script);
        carriers.put(name, carrier);
        return Map.of("hostPort", carrier.hostPort());
    }

    private Map<String, String> behave(ScriptedCarrier carrier, JsonNode body) {
        carrier.follow(script(body));
        return Map.of("hostPort", carrier.hostPort());
    }

    private static Script script(JsonNode body) {
        int status = body.path("status").asInt(200);
        var calls = status == 200
                ? Script.registers()
                : Script.registers().forMethod("INVITE", asked -> asked.answer(status));
        if (!body.has("password")) {
            return calls;
        }
        return calls.challenging(
                401,
                new DigestCheck(
                        "carrier.example",
                        body.required("user").asText(),
                        body.required("password").asText(),
                        "SHA-256",
                        true));
    }

    private static Map<String, Object> told(Asked asked) {
        var message = asked.message();
        var told = new HashMap<String, Object>(Map.of(
                "requestUri", message.requestUri(), "from", message.required("From"), "codecs", message.codecs()));
        message.first("P-Asserted-Identity").ifPresent(identity -> told.put("asserted", identity));
        asked.shown().stream()
                .findFirst()
                .ifPresent(shown ->
                        told.put("certificate", shown.getSubjectX500Principal().getName()));
        return told;
    }

    private Map<String, Object> call(JsonNode body) {
        var invitation = Agent.Invitation.to(
                body.required("to").asText(), body.required("baseNumber").asText());
        var call = agent.call(invitation);
        var answer = call.answer();
        if (answer.status() == 200) {
            if (body.path("hold").asBoolean()) {
                running.add(call);
            } else {
                agent.hangUp(call);
            }
        }
        return Map.of(
                "status",
                answer.status(),
                "reason",
                answer.first("X-Egress-Reason").orElse(""));
    }

    private Map<String, String> disturb(String name, String how) {
        var part = product.part(name);
        switch (how) {
            case "freeze" -> part.freeze();
            case "thaw" -> part.thaw();
            default -> throw new IllegalArgumentException(how);
        }
        return Map.of(name, how);
    }

    private Map<String, Integer> hangUp() {
        int ended = running.size();
        running.forEach(agent::hangUp);
        running.clear();
        return Map.of("ended", ended);
    }

    @Override
    public void close() {
        hangUp();
        server.stop(0);
        work.shutdownNow();
        agent.close();
        carriers.values().forEach(ScriptedCarrier::close);
    }
}
