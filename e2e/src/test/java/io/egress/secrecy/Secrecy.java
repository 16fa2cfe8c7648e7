package io.egress.secrecy;

import io.egress.launch.Ports;
import io.egress.launch.Product;
import io.egress.launch.Settings;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.SipPeer;
import io.egress.wire.Authority;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Plants a canary in every field that the contract marks as secret, in a product that logs all it can, calls over the
 * trunk, turns the key over, and then looks at everything that was told and written.
 */
public final class Secrecy {
    private final Map<String, List<Planted>> planted = new TreeMap<>();
    private final List<String> unplanted = new ArrayList<>();
    private final List<String> hits = new ArrayList<>();
    private final Places places;
    private int answers;
    private boolean called;

    private Secrecy(Product product) {
        places = new Places(product);
    }

    /** In a product of its own, which is left in this directory. */
    public static Secrecy tried(Path checkout, Path data) throws Exception {
        var canary = "c4n4ry-" + UUID.randomUUID();
        var settings = Settings.aside(checkout, data).with("QUARKUS_LOG_LEVEL", "TRACE");
        try (var product = new Product(settings);
                var carrier = new ScriptedCarrier(
                        "carrier",
                        "127.0.10.1",
                        Ports.free(),
                        Script.accepts().challenging(407, Plantings.check(canary + "-TrunkRequest.authPass")));
                var agent =
                        new Agent("127.0.0.1", Ports.free(), new InetSocketAddress("127.0.0.1", settings.sipPort()))) {
            product.start();
            var secrecy = new Secrecy(product);
            secrecy.tell(product, new Plantings(carrier, new Authority("Secrecy")).byField(), canary, agent);
            secrecy.look(List.of(carrier, agent));
            return secrecy;
        }
    }

    private void tell(Product product, Map<String, Planting> plantings, String canary, Agent agent) throws Exception {
        var api = new Conversation(product.api().origin(), product.settings().serviceOrigin(), product.token());
        var contract = api.contract();
        var fields = new TreeSet<>(SecretFields.of(contract));
        api.listen("/api/v1/events");
        for (var field : fields) {
            if (plantings.containsKey(field)) {
                planted.put(field, plantings.get(field).plant(api, canary + "-" + field));
            } else {
                unplanted.add(field);
            }
        }
        plantings.keySet().stream().filter(field -> !fields.contains(field)).forEach(unplanted::add);
        product.api().awaitReady(Duration.ofSeconds(60), () -> {});
        var call = agent.call(Invitation.to("+4989555", Plantings.NUMBER));
        called = call.answer().status() == 200 && agent.hangUp(call) == 200;
        api.done("POST", "/api/v1/key-rotation", null);
        for (var path : SecretFields.readable(contract)) {
            api.ask("GET", path, null);
        }
        for (var path : List.of("/q/metrics", "/q/health", "/q/openapi")) {
            api.askServiceItself(path);
        }
        answers = api.answers();
        places.hear("answers of the API", api.heard());
    }

    private void look(List<SipPeer> peers) throws Exception {
        places.look(peers);
        planted.forEach((field, secrets) -> secrets.stream()
                .flatMap(secret -> Disguises.of(secret).stream())
                .forEach(form -> places.texts().forEach((place, text) -> {
                    if (text.contains(form)) {
                        hits.add(field + " as " + form.substring(0, 8) + "… in " + place);
                    }
                })));
    }

    /** Fields that are secret, and were sent. */
    public int fields() {
        return planted.size();
    }

    /** Fields of the contract that nobody knows how to send, and the other way round. */
    public List<String> unplanted() {
        return unplanted;
    }

    public List<String> hits() {
        return hits;
    }

    /** Whether the trunk whose password is a canary took a call. */
    public boolean called() {
        return called;
    }

    public int answers() {
        return answers;
    }

    /** How many places of each kind were looked at. */
    public Map<String, Integer> looked() {
        var looked = new LinkedHashMap<String, Integer>();
        places.texts().keySet().forEach(place -> looked.merge(place.split(" ")[0], 1, Integer::sum));
        return looked;
    }

    public long bytes() {
        return places.texts().values().stream().mapToLong(String::length).sum();
    }

    /** Whether this text, which is no secret, is in a place whose name begins so. */
    public boolean sees(String place, String text) {
        return places.texts().entrySet().stream()
                .anyMatch(entry ->
                        entry.getKey().startsWith(place) && entry.getValue().contains(text));
    }
}
