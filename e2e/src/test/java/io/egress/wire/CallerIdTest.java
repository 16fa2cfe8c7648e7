package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Ports;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.SipMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who calls, as each trunk wants it shown: header by header, and what the agent gets back of it. */
class CallerIdTest {
    private static final String BASE = "+493012345";
    private static final String WHO = "sip:+493012345@127.0.10.1";
    private static final String CALLED = "sip:+4989555@127.0.10.1";
    private static final List<String> IDENTITY =
            List.of("P-Asserted-Identity", "P-Preferred-Identity", "Remote-Party-ID");

    private static ProxyAlone proxy;
    private static ScriptedCarrier carrier;
    private static int count;

    private record Shown(String from, String to, List<String> identity, List<String> privacy) {}

    private record Case(
            String name, UnaryOperator<Row.Trunk> trunk, Map<String, String> headers, String from, Shown shown) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        proxy = new ProxyAlone(settings -> settings);
        carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.accepts());
        proxy.load();
    }

    @AfterAll
    static void stop() throws IOException {
        carrier.close();
        proxy.close();
    }

    private static Case one(
            String name, UnaryOperator<Row.Trunk> trunk, Map<String, String> headers, String from, Shown shown) {
        return new Case(name, trunk, headers, from, shown);
    }

    private static Shown shown(String from, String identity) {
        return new Shown(from, "<" + CALLED + ">", List.of(identity), List.of());
    }

    private static String asserted(String uri) {
        return "P-Asserted-Identity: <" + uri + ">";
    }

    private static UnaryOperator<Row.Trunk> passing() {
        return trunk -> trunk.callerId("passthrough");
    }

    static Stream<Case> cases() {
        var agent = "<sip:agent@agent.example>";
        var none = Map.<String, String>of();
        var anonymous = new Shown(
                "\"Anonymous\" <sip:anonymous@anonymous.invalid>",
                "<" + CALLED + ">",
                List.of(asserted(WHO)),
                List.of("id"));
        return Stream.of(
                one("the base number", trunk -> trunk, none, agent, shown("<" + WHO + ">", asserted(WHO))),
                one(
                        "override, E.164",
                        trunk -> trunk.override("+4940777888"),
                        none,
                        agent,
                        shown("<sip:+4940777888@127.0.10.1>", asserted("sip:+4940777888@127.0.10.1"))),
                one(
                        "override, a user",
                        trunk -> trunk.override("front-desk"),
                        none,
                        agent,
                        shown("<sip:front-desk@127.0.10.1>", asserted("sip:front-desk@127.0.10.1"))),
                one(
                        "passthrough with its display name",
                        passing(),
                        none,
                        "\"Anna, \\\"A\\\"\" <sip:+4930777@agent.example>",
                        shown("\"Anna, \\\"A\\\"\" <sip:+4930777@127.0.10.1>", asserted("sip:+4930777@127.0.10.1"))),
                one(
                        "passthrough of what looks like a format",
                        passing(),
                        none,
                        "\"$ru %s $(hdr(To)) %n\" <sip:a@agent.example>",
                        shown("\"$ru %s $(hdr(To)) %n\" <sip:a@127.0.10.1>", asserted("sip:a@127.0.10.1"))),
                one(
                        "passthrough without brackets",
                        passing(),
                        none,
                        "sip:a@agent.example",
                        shown("<sip:a@127.0.10.1>", asserted("sip:a@127.0.10.1"))),
                one(
                        "passthrough of a tel: URI",
                        passing(),
                        none,
                        "<tel:+49-30-777;ext=1>",
                        shown("<sip:+49-30-777@127.0.10.1>", asserted("sip:+49-30-777@127.0.10.1"))),
                one(
                        "what transfer() asks for wins over passthrough",
                        passing(),
                        Map.of("X-Caller-Id", "+49 (30) 777-888"),
                        agent,
                        shown("<sip:+4930777888@127.0.10.1>", asserted("sip:+4930777888@127.0.10.1"))),
                one(
                        "what transfer() asks for wins over override",
                        trunk -> trunk.override("+4940777888"),
                        Map.of("X-Caller-Id", "4930777888"),
                        agent,
                        shown("<sip:+4930777888@127.0.10.1>", asserted("sip:+4930777888@127.0.10.1"))),
                one(
                        "what transfer() asks for, a user",
                        trunk -> trunk,
                        Map.of("X-Caller-Id", "front-desk"),
                        agent,
                        shown("<sip:front-desk@127.0.10.1>", asserted("sip:front-desk@127.0.10.1"))),
                one("an anonymous user", passing(), none, "\"Nobody\" <sip:Anonymous@agent.example>", anonymous),
                one("an anonymous host", passing(), none, "\"Anna\" <sip:anna@anonymous.invalid>", anonymous),
                one("no user at all", passing(), none, "<sip:agent.example>", anonymous),
                one(
                        "anonymous, with the agent's own wish",
                        passing(),
                        Map.of("Privacy", "header;user"),
                        "<sip:anonymous@anonymous.invalid>",
                        anonymous),
                one(
                        "anonymous, by Remote-Party-ID",
                        trunk -> trunk.callerId("passthrough").with("identityHeader", "rpid"),
                        none,
                        "<sip:anonymous@anonymous.invalid>",
                        new Shown(
                                anonymous.from(),
                                anonymous.to(),
                                List.of("Remote-Party-ID: <" + WHO + ">;party=calling;privacy=full"),
                                List.of("id"))),
                one(
                        "anonymous, but transfer() names a caller",
                        passing(),
                        Map.of("X-Caller-Id", "+4930777888"),
                        "<sip:anonymous@anonymous.invalid>",
                        shown("<sip:+4930777888@127.0.10.1>", asserted("sip:+4930777888@127.0.10.1"))),
                one(
                        "a number shown, with the agent's wish for privacy",
                        trunk -> trunk,
                        Map.of("Privacy", "id"),
                        agent,
                        new Shown("<" + WHO + ">", "<" + CALLED + ">", List.of(asserted(WHO)), List.of("id"))),
                one(
                        "P-Preferred-Identity",
                        trunk -> trunk.with("identityHeader", "ppi"),
                        none,
                        agent,
                        shown("<" + WHO + ">", "P-Preferred-Identity: <" + WHO + ">")),
                one(
                        "Remote-Party-ID",
                        trunk -> trunk.with("identityHeader", "rpid"),
                        none,
                        agent,
                        shown("<" + WHO + ">", "Remote-Party-ID: <" + WHO + ">;party=calling;privacy=off")),
                one(
                        "no identity header",
                        trunk -> trunk.with("identityHeader", "none"),
                        none,
                        agent,
                        new Shown("<" + WHO + ">", "<" + CALLED + ">", List.of(), List.of())),
                one(
                        "the account in From",
                        trunk -> trunk.digest("bot-7@acme", "secret").with("fromUser", "auth_user"),
                        none,
                        agent,
                        shown("<sip:bot-7@127.0.10.1>", asserted(WHO))),
                one(
                        "the account in From, another caller by its name",
                        trunk -> trunk.digest("bot-7", "secret")
                                .callerId("passthrough")
                                .with("fromUser", "auth_user"),
                        none,
                        "\"Anna\" <sip:+4930777888@agent.example>",
                        shown("\"Anna\" <sip:bot-7@127.0.10.1>", asserted("sip:+4930777888@127.0.10.1"))),
                one(
                        "a domain of its own",
                        trunk -> trunk.with("fromDomain", "ims.acme.example"),
                        none,
                        agent,
                        new Shown(
                                "<sip:+493012345@ims.acme.example>",
                                "<sip:+4989555@ims.acme.example>",
                                List.of(asserted("sip:+493012345@ims.acme.example")),
                                List.of())),
                one(
                        "digits alone",
                        trunk -> trunk.with("numberFormat", "e164"),
                        none,
                        agent,
                        new Shown(
                                "<sip:493012345@127.0.10.1>",
                                "<sip:4989555@127.0.10.1>",
                                List.of(asserted("sip:493012345@127.0.10.1")),
                                List.of())),
                one(
                        "national numbers",
                        trunk -> trunk.with("numberFormat", "national").with("countryCode", "49"),
                        none,
                        agent,
                        new Shown(
                                "<sip:03012345@127.0.10.1>",
                                "<sip:089555@127.0.10.1>",
                                List.of(asserted("sip:03012345@127.0.10.1")),
                                List.of())),
                one(
                        "numbers of another country",
                        trunk -> trunk.with("numberFormat", "national").with("countryCode", "1"),
                        none,
                        agent,
                        new Shown(
                                "<sip:011493012345@127.0.10.1>",
                                "<sip:0114989555@127.0.10.1>",
                                List.of(asserted("sip:011493012345@127.0.10.1")),
                                List.of())),
                one(
                        "telephones as such",
                        Row.Trunk::userPhone,
                        none,
                        agent,
                        new Shown(
                                "<" + WHO + ";user=phone>",
                                "<" + CALLED + ";user=phone>",
                                List.of(asserted(WHO + ";user=phone")),
                                List.of())),
                one(
                        "a user that is no telephone",
                        Row.Trunk::userPhone,
                        Map.of("X-Caller-Id", "front-desk"),
                        agent,
                        new Shown(
                                "<sip:front-desk@127.0.10.1>",
                                "<" + CALLED + ";user=phone>",
                                List.of(asserted("sip:front-desk@127.0.10.1")),
                                List.of())));
    }

    private static SipMessage invite(Map<String, String> headers, String from) {
        var all = new TreeMap<>(headers);
        all.put("X-Base-Number", BASE);
        return proxy.agent()
                .invite(new Invitation("+4989555", all, from, List.of("PCMA")))
                .with("P-Asserted-Identity", "<sip:forged@agent.example>")
                .with("P-Preferred-Identity", "<tel:+1>")
                .with("Remote-Party-ID", "<sip:forged@agent.example>;party=calling");
    }

    private static List<String> identity(SipMessage message) {
        var list = new ArrayList<String>();
        IDENTITY.forEach(name -> message.all(name).forEach(value -> list.add(name + ": " + value)));
        return list;
    }

    private static String untagged(String value) {
        return value.replaceFirst(";tag=.*", "");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isShownAsTheTrunkSays(Case one) throws Exception {
        var id = "trunk-" + count++;
        proxy.publish(one.trunk().apply(Row.trunk(id).at(carrier.hostPort())), Row.number(BASE, id));
        var sent = invite(one.headers(), one.from());
        proxy.agent().send(sent, proxy.sip());
        var call = proxy.agent().outcome(sent);
        assertEquals(200, call.answer().status());
        var heard = carrier.next("INVITE");
        var message = heard.message();
        assertEquals(
                one.shown(),
                new Shown(
                        untagged(message.required("From")),
                        message.required("To"),
                        identity(message),
                        message.all("Privacy")));
        var ack = carrier.next("ACK").message();
        assertEquals(message.address("From"), ack.address("From"));

        assertEquals(sent.required("From"), call.answer().required("From"));
        assertEquals(sent.required("To"), untagged(call.answer().required("To")));
        var update = carrier.inDialog(message, "INFO", 7);
        carrier.send(update, heard.from());
        var inside = proxy.agent().answerNext("INFO").orElseThrow();
        assertEquals(sent.address("From"), inside.address("To"));
        assertEquals(sent.address("To"), inside.address("From"));
        var answer = carrier.finalAnswer(update).orElseThrow();
        assertEquals(
                List.of(update.required("From"), update.required("To")),
                List.of(answer.required("From"), answer.required("To")));
        assertEquals(200, proxy.agent().hangUp(call));
        assertEquals(message.address("From"), carrier.next("BYE").message().address("From"));
    }

    @Test
    void aWishThatIsNoCallerIsRefused() throws Exception {
        carrier.forgetRequests();
        proxy.publish(Row.trunk("acme").at(carrier.hostPort()), Row.number(BASE, "acme"));
        for (var wish : List.of(
                "a b",
                "<sip:a@b>",
                "+49\"30",
                "%2B4930777888",
                "+4930777888%00",
                "$ru",
                "x".repeat(65),
                "0".repeat(500),
                "+4930777888\r\n ;x",
                "+4930777888, +4930777889",
                "Zoë")) {
            assertRefused(400, "bad-caller-id", invite(Map.of("X-Caller-Id", wish), "<sip:a@b>"));
        }
        assertRefused(
                400,
                "bad-caller-id",
                invite(Map.of("X-Caller-Id", "+4930777888"), "<sip:a@b>").with("X-Caller-Id", "+4930777888"));
        assertRefused(
                400,
                "bad-caller-id",
                invite(Map.of("X-Caller-Id", ""), "<sip:a@b>").with("x-caller-id", "+4930777888"));
        assertRefused(403, "no-base-number", invite(Map.of(), "<sip:a@b>").with("X-Base-Number", BASE));
        assertTrue(carrier.await("INVITE", Duration.ZERO).isEmpty());
    }

    private static void assertRefused(int status, String reason, SipMessage invite) {
        proxy.agent().send(invite, proxy.sip());
        var answer = proxy.agent().outcome(invite).answer();
        assertEquals(status, answer.status(), invite.toString());
        assertEquals(Optional.of(reason), answer.first("X-Egress-Reason"));
    }

    @Test
    void credentialsThatLookLikeFormatsAreSentAsTheyAre() throws Exception {
        var user = "$ru%s$(hdr(From))%n";
        var password = "$(var(x)) %s %n \" \\ $avp(egress_call) ü";
        var realm = "$rd %d $(hdr(Call-ID))";
        proxy.publish(
                Row.trunk("formats")
                        .at(carrier.hostPort())
                        .digest(user, password)
                        .realm(realm),
                Row.number(BASE, "formats"));
        carrier.follow(Script.accepts().challenging(401, new DigestCheck(realm, user, password, "SHA-256", true)));
        try {
            var call = proxy.agent().call(Invitation.to("+4989555", BASE));
            assertEquals(200, call.answer().status());
            assertEquals(200, proxy.agent().hangUp(call));
        } finally {
            carrier.follow(Script.accepts());
        }
    }
}
