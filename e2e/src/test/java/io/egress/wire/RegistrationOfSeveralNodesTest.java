package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Ports;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.SipMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Of several nodes exactly one registers a trunk and places its calls, and another one does when that is gone. */
class RegistrationOfSeveralNodesTest {
    private static final int TRUNKS = 8;
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private static Row trunk(int at, ScriptedCarrier registrar) {
        return Row.trunk("trunk-" + at).at(registrar.hostPort()).registration("user" + at, "s3cret", "user" + at);
    }

    /** The nodes' addresses by the user that they registered, as far as a while brings any. */
    private static Map<String, Set<String>> registered(ScriptedCarrier registrar) {
        var messages = new ArrayList<SipMessage>();
        for (var next = registrar.await("REGISTER", A_WHILE);
                next.isPresent();
                next = registrar.await("REGISTER", A_WHILE)) {
            messages.add(next.get().message());
        }
        return messages.stream()
                .collect(Collectors.groupingBy(
                        message -> message.address("To").replaceAll("sip:|@.*", ""),
                        HashMap::new,
                        Collectors.mapping(
                                message -> message.address("Contact").replaceAll(".*@|:\\d+$", ""),
                                Collectors.toSet())));
    }

    @Test
    void eachTrunkIsRegisteredByOneNodeAndByTheOtherWhenThatDies() throws Exception {
        List<ProxyAlone> nodes = ProxyAlone.nodes(2, settings -> settings);
        try (var registrar = new ScriptedCarrier("registrar", "127.0.11.2", Ports.free(), Script.registers())) {
            Patience.await(
                    "both nodes live",
                    () -> nodes.get(0).redis().call("SCARD", "egress:1:nodes").equals("2"));
            nodes.get(0).load(rows(registrar));
            var first = registered(registrar);
            assertEquals(TRUNKS, first.size());
            first.values().forEach(hosts -> assertEquals(1, hosts.size()));
            assertEquals(Set.of("127.0.0.1", "127.0.0.2"), hosts(first));

            nodes.get(1).awaitReady();
            for (var node : nodes) {
                assertCallsLeaveFromTheRegisteredContact(node, registrar, first);
            }

            var dead = nodes.get(1);
            dead.kamailio().kill();
            dead.redis().call("DEL", "egress:1:node:proxy-2");
            var orphans = first.keySet().stream()
                    .filter(user -> first.get(user).contains("127.0.0.2"))
                    .collect(Collectors.toSet());
            var moved = new HashMap<String, Set<String>>();
            Patience.await("the other node has registered them", () -> {
                moved.putAll(registered(registrar));
                return moved.keySet().containsAll(orphans);
            });
            assertEquals(orphans, moved.keySet());
            assertEquals(Set.of("127.0.0.1"), hosts(moved));
            Patience.await(
                    "Redis names the node that registers",
                    () -> nodes.get(0).redis().list("HVALS", "egress:1:registrations").stream()
                            .allMatch(text -> text.contains("\"proxy-1\"")));
            assertTrue(nodes.get(0).report().path("notReady").isEmpty());
            dead.kamailio().start();
            dead.awaitAnswering();
        } finally {
            Collections.reverse(nodes);
            for (var node : nodes) {
                node.close();
            }
        }
    }

    private static String number(int at) {
        return "+49301234" + at;
    }

    private static Row[] rows(ScriptedCarrier registrar) {
        return IntStream.range(0, TRUNKS)
                .boxed()
                .flatMap(at -> Stream.of(trunk(at, registrar), Row.number(number(at), "trunk-" + at)))
                .toArray(Row[]::new);
    }

    private static void assertCallsLeaveFromTheRegisteredContact(
            ProxyAlone node, ScriptedCarrier registrar, Map<String, Set<String>> registered) {
        for (int at = 0; at < TRUNKS; at++) {
            var call = node.agent().call(Invitation.to("+4989555", number(at)));
            assertEquals(200, call.answer().status());
            var invite = registrar.next("INVITE");
            var contact = invite.message().address("Contact");
            assertTrue(contact.startsWith("sip:user" + at + "@"), contact);
            assertEquals(registered.get("user" + at), Set.of(contact.replaceAll(".*@|:\\d+$", "")));
            assertEquals(
                    registered.get("user" + at),
                    Set.of(invite.from().getAddress().getHostAddress()));
            assertEquals(200, node.agent().hangUp(call));
        }
    }

    private static Set<String> hosts(Map<String, Set<String>> registered) {
        return registered.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }
}
