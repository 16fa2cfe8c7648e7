package io.egress.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.egress.launch.Ports;
import io.egress.launch.Product;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.system.RunningProduct;
import io.egress.wire.Authority;
import io.egress.wire.Patience;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A figure that is renamed silences the alarms and empties the panels that ask for it: here that is red. */
@ExtendWith(RunningProduct.class)
class WatchedProductTest {
    private static final String NUMBER = "+4932000001";
    private static final long LONG_NS = 60_000_000_000L;
    /** A figure and what is asked of its labels. */
    private static final Pattern SELECTOR = Pattern.compile("\\b(?:egress_|jvm_|process_|up\\b)[a-z_]*(?:\\{[^}]*})?");

    private static void save(Product product, String trunkId, String more) {
        product.api().call("PUT", "/api/v1/egress-trunks/" + trunkId, """
                {"name":"Watched","enabled":true,"callerIdMode":"base_number",%s}""".formatted(more));
    }

    /** Something of everything that may happen to a product. */
    private static void live(Product product, ScriptedCarrier carrier, Agent agent) throws Exception {
        var api = product.api();
        api.call("PUT", "/api/v1/base-numbers/" + NUMBER, "{}");
        save(
                product,
                "watched",
                "\"sipUri\":\"sip:%s\",\"transport\":\"udp\",\"authMethod\":\"ip_only\",\"baseNumbers\":[\"%s\"]"
                        .formatted(carrier.hostPort(), NUMBER));
        save(product, "watched-registers", """
                "sipUri":"sip:%s","transport":"udp","authMethod":"registration","authUser":"bot","authPass":"told nobody"
                """.formatted(carrier.hostPort()));
        api.call(
                "PUT",
                "/api/v1/variables/WATCHED",
                "{\"type\":\"secret\",\"value\":\"%s\"}"
                        .formatted(new Authority("Watched")
                                .identity("us", "dns:us.example")
                                .pem()
                                .replace("\n", "\\n")));
        save(product, "watched-identity", """
                "sipUri":"sip:127.0.10.1:5061","transport":"tls","authMethod":"tls_mutual","tlsCertVariable":"WATCHED"
                """);
        Patience.await(
                "the trunk takes calls",
                () -> agent.call(Invitation.to("+4989555", NUMBER)).answer().status() == 200);
        agent.call(Invitation.to("+4989555", "+4932999999"));
        for (int guesses = 0; guesses < 12; guesses++) {
            api.send("POST", "/api/v1/session", "{\"username\":\"watched\",\"password\":\"guessed again\"}");
        }
        product.postgres().freeze();
        try {
            Patience.await(
                    "the service misses PostgreSQL",
                    () -> api.send("GET", "/api/v1/base-numbers", null).statusCode() == 503);
        } finally {
            product.postgres().thaw();
        }
        Patience.await("the service is well again", api::isReady);
    }

    /** What the alarms ask, and what the panels do, as Grafana would write it. */
    private static List<String> questions() throws IOException {
        var all = new ArrayList<String>();
        for (var panel : Checkout.dashboard().get("panels")) {
            panel.path("targets")
                    .forEach(target -> all.add(written(target.get("expr").asText())));
        }
        Checkout.dashboard()
                .at("/annotations/list")
                .forEach(annotation -> all.add(annotation.get("expr").asText()));
        return all;
    }

    private static String written(String panel) {
        return panel.replace("$__rate_interval", "1m").replace("$node", ".*");
    }

    @Test
    void tellsWhatAlarmsAndPanelsAskFor(Product product) throws Exception {
        try (var carrier = new ScriptedCarrier("carrier", "127.0.13.1", Ports.free(), Script.accepts());
                var agent = new Agent("127.0.0.1", Ports.free(), product.sip());
                var prometheus = new Prometheus(
                        product.settings().data(),
                        "127.0.0.1:" + product.settings().servicePort())) {
            live(product, carrier, agent);
            Patience.await(
                    "Prometheus reads the service",
                    () -> !prometheus.values("up == 1").isEmpty());
            var rules = prometheus.rules();
            assertEquals(Checkout.alarms().size(), rules.size());
            for (var rule : rules) {
                everyFigureIsThere(prometheus, rule.get("query").asText());
                assertEquals("ok", rule.get("health").asText(), rule.get("name").asText());
            }
            for (var question : questions()) {
                everyFigureIsThere(prometheus, question);
                assertEquals(
                        "success", prometheus.query(question).path("status").asText(), question);
            }
            assertEquals(Checkout.ownReasons(), prometheus.labels("reason", "egress_refusals_total"));
            certificatesAreToldWhileSomebodyUsesThem(product, prometheus);
        }
    }

    /** The certificate is good for 30 days. */
    private static void certificatesAreToldWhileSomebodyUsesThem(Product product, Prometheus prometheus)
            throws Exception {
        var days = "(egress_certificate_expiry_timestamp_seconds{variable=\"WATCHED\"} - time()) / 86400";
        // The service looks every 15 seconds; certificates of others may have been told before.
        Patience.await("it is told", LONG_NS, () -> !prometheus.values(days).isEmpty());
        assertEquals(30, prometheus.values(days).at("/0/value/1").asDouble(), 1);
        var disabled = product.api()
                .send(
                        "PATCH",
                        "/api/v1/egress-trunks/watched-identity",
                        "{\"enabled\":false}",
                        "Content-Type",
                        "application/merge-patch+json");
        assertEquals(200, disabled.statusCode());
        Patience.await("nobody is told of it any more", LONG_NS, () -> prometheus
                .values(days)
                .isEmpty());
    }

    private static void everyFigureIsThere(Prometheus prometheus, String question) throws Exception {
        var asked = Checkout.matches(SELECTOR, question);
        assertFalse(asked.isEmpty() && !question.contains("ALERTS"), question);
        for (var selector : asked) {
            Patience.await("the product tells " + selector, LONG_NS, () -> !prometheus
                    .values(selector)
                    .isEmpty());
        }
    }
}
