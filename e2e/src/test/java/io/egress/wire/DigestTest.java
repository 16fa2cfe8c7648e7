package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Asked;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.SipMessage;
import io.egress.sip.SipPeer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Carriers that want to know who calls, each in its own way. */
class DigestTest {
    private static final String NUMBER = "+493012345";
    private static final String PASSWORD = "p\u00e4ss:\"w\\ord";
    private static final DigestCheck MD5 = new DigestCheck("carrier", "bot", PASSWORD, "MD5", true);
    private static final DigestCheck SHA_256 = new DigestCheck("carrier", "bot", PASSWORD, "SHA-256", true);

    private static ProxyAlone proxy;

    private ScriptedCarrier first;
    private ScriptedCarrier second;

    @BeforeAll
    static void start() throws Exception {
        proxy = new ProxyAlone(settings -> settings);
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
    }

    @BeforeEach
    void twoTrunks() throws Exception {
        first = new ScriptedCarrier("first", "127.0.10.1", Ports.free(), Script.accepts());
        second = new ScriptedCarrier("second", "127.0.10.2", Ports.free(), Script.accepts());
        load(firstTrunk().digest("bot", PASSWORD), secondTrunk());
    }

    @AfterEach
    void hangUp() {
        first.close();
        second.close();
    }

    private Row.Trunk firstTrunk() {
        return Row.trunk("first").priority(60).at(first.hostPort());
    }

    private Row.Trunk secondTrunk() {
        return Row.trunk("second").at(second.hostPort());
    }

    private void load(Row... trunks) throws Exception {
        var rows = new ArrayList<>(List.of(trunks));
        rows.add(Row.number(NUMBER, "first", "second"));
        proxy.load(rows.toArray(Row[]::new));
    }

    private static Agent.Call call() {
        return proxy.agent().call(Invitation.to("+4989555", NUMBER));
    }

    private static String asks(int status) {
        return status == 401 ? "WWW-Authenticate" : "Proxy-Authenticate";
    }

    private static String proves(int status) {
        return status == 401 ? "Authorization" : "Proxy-Authorization";
    }

    private static boolean isProven(Asked asked, int status, DigestCheck check, String nonce) {
        return asked.message().all(proves(status)).stream()
                .anyMatch(header ->
                        check.accepts(header, asked.method(), asked.message().requestUri(), nonce));
    }

    /** Asks everything but ACK and CANCEL for a proof, in these words. @param challenges headers for a nonce */
    private static Script asking(
            int status, DigestCheck check, Function<String, List<String>> challenges, Script then) {
        return asked -> {
            if (List.of("ACK", "CANCEL").contains(asked.method()) || isProven(asked, status, check, "n-1")) {
                then.on(asked);
            } else {
                asked.answer(status, answer -> answer.with(asks(status), challenges.apply("n-1")));
            }
        };
    }

    private void takesTheCall(String what) {
        var call = call();
        assertEquals(200, call.answer().status(), what);
        assertEquals(200, proxy.agent().hangUp(call), what);
        assertEquals(Optional.empty(), second.awaitAny(Duration.ZERO).map(Asked::method), what);
    }

    private void leavesTheCallToTheSecond(String what) {
        var call = call();
        assertEquals(200, call.answer().status(), what);
        assertEquals(200, proxy.agent().hangUp(call), what);
        second.next("INVITE");
        second.next("BYE");
    }

    private static List<SipMessage> requests(ScriptedCarrier carrier, String... methods) {
        return carrier.ladder().stream()
                .filter(line -> !line.sent())
                .map(SipPeer.Line::message)
                .filter(message -> message.isRequest() && List.of(methods).contains(message.method()))
                .toList();
    }

    @Test
    void everyAlgorithmAndEveryOrderOfQopIsAnswered() {
        for (var algorithm : List.of("MD5", "MD5-sess", "SHA-256", "SHA-256-sess")) {
            for (var qop : List.of(
                    "", ", qop=\"auth\"", ", qop=\"auth,auth-int\"", ", qop=\"auth-int, auth\"", ", qop=auth")) {
                for (int status : List.of(401, 407)) {
                    var check = new DigestCheck("carrier", "bot", PASSWORD, algorithm, !qop.isEmpty());
                    first.follow(
                            asking(status, check, nonce -> List.of(check.challenge(nonce, qop)), Script.accepts()));
                    takesTheCall(algorithm + qop + " " + status);
                }
            }
        }
    }

    @Test
    void aChallengeThatNamesNoAlgorithmMeansMd5() {
        first.follow(asking(
                401,
                new DigestCheck("carrier", "bot", PASSWORD, "MD5", false),
                nonce -> List.of("Digest nonce=\"" + nonce + "\",opaque=\"o\",realm=\"carrier\""),
                Script.accepts()));
        takesTheCall("no algorithm");
        var authorization = requests(first, "BYE").get(1).required("Authorization");
        assertEquals(Optional.of("o"), DigestCheck.parameter(authorization, "opaque"));
    }

    @Test
    void ofSeveralChallengesTheStrongestIsAnswered() {
        Map<String, Function<String, List<String>>> orders = Map.of(
                "a header each",
                        nonce -> List.of(
                                "Basic realm=\"carrier\"",
                                MD5.challenge("other"),
                                "Digest realm=\"carrier\", nonce=\"x\", algorithm=SHA-512-256, qop=\"auth\"",
                                SHA_256.challenge(nonce)),
                "all in one header",
                        nonce -> List.of(
                                "Basic realm=\"carrier\", " + MD5.challenge("other") + ", " + SHA_256.challenge(nonce)),
                "the strongest first", nonce -> List.of(SHA_256.challenge(nonce), MD5.challenge("other")));
        orders.forEach((what, challenges) -> {
            first.follow(asking(401, SHA_256, challenges, Script.accepts()));
            takesTheCall(what);
        });
    }

    private static Script staleTimes(int times) {
        var asked = new AtomicInteger();
        IntFunction<String> nonce = count -> "n-" + count;
        return Script.accepts().forMethod("INVITE", request -> {
            int count = asked.get();
            if (count > times && isProven(request, 401, MD5, nonce.apply(count))) {
                request.accept();
            } else {
                int next = asked.incrementAndGet();
                request.answer(
                        401,
                        answer -> answer.with(
                                "WWW-Authenticate",
                                MD5.challenge(nonce.apply(next), ", qop=\"auth\"" + (next > 1 ? ", stale=TRUE" : ""))));
            }
        });
    }

    @Test
    void aStaleNonceIsTakenUpOnceMore() {
        first.follow(staleTimes(1));
        takesTheCall("stale once");
        assertEquals(3, requests(first, "INVITE").size());
        first.follow(staleTimes(2));
        leavesTheCallToTheSecond("stale twice");
    }

    @Test
    void aChallengeThatComesAgainMeansTheNextTrunk() {
        first.follow(Script.accepts().challenging(401, new DigestCheck("carrier", "bot", "another", "MD5", true)));
        leavesTheCallToTheSecond("wrong password");
        assertEquals(2, requests(first, "INVITE").size());
    }

    @Test
    void whenNobodyElseIsLeftTheAgentHears503AndNothingOfTheChallenge() {
        var strict = Script.accepts().challenging(407, new DigestCheck("carrier", "bot", "another", "MD5", true));
        first.follow(strict);
        second.follow(strict);
        var answer = call().answer();
        assertEquals("SIP/2.0 503 Service Unavailable", answer.startLine());
        assertEquals(List.of(), answer.all("Proxy-Authenticate"));
    }

    @Test
    void aRealmThatTheTrunkDoesNotNameGetsNoAnswer() throws Exception {
        load(firstTrunk().digest("bot", PASSWORD).realm("carrier.example"), secondTrunk());
        first.follow(Script.accepts().challenging(401, MD5));
        leavesTheCallToTheSecond("another realm");
        var invites = requests(first, "INVITE");
        assertEquals(1, invites.size());
        assertEquals(List.of(), invites.get(0).all("Authorization"));
        first.follow(
                Script.accepts().challenging(401, new DigestCheck("carrier.example", "bot", PASSWORD, "MD5", true)));
        var call = call();
        assertEquals(200, call.answer().status());
        assertEquals(200, proxy.agent().hangUp(call));
        assertTrue(requests(first, "INVITE").get(2).first("Authorization").isPresent());
    }

    @Test
    void aChallengeThatNobodyCanAnswerMeansTheNextTrunk() {
        for (var challenge : List.of(
                "Basic realm=\"carrier\"",
                "Digest realm=\"carrier\"",
                "Digest nonce=\"1\"",
                "Digest realm=\"carrier\", nonce=\"1\", algorithm=SHA-512-256",
                "Digest realm=\"carrier\", nonce=\"1\", qop=\"auth-int\"",
                "Digest realm=\"carrier, nonce=1",
                "Negotiate abc",
                ",")) {
            first.follow(asking(401, MD5, nonce -> List.of(challenge), Script.accepts()));
            leavesTheCallToTheSecond(challenge);
        }
        first.follow(Script.refuses(401));
        leavesTheCallToTheSecond("no challenge at all");
    }

    @Test
    void aTrunkWithoutCredentialsHasNoAnswer() throws Exception {
        load(firstTrunk(), secondTrunk());
        first.follow(Script.accepts().challenging(401, MD5));
        leavesTheCallToTheSecond("ip_only");
    }

    @Test
    void ipAndDigestAnswersLikeDigest() throws Exception {
        load(firstTrunk().ipAndDigest("bot", PASSWORD).allowedIps("127.0.10.1"), secondTrunk());
        first.follow(Script.accepts().challenging(407, SHA_256));
        takesTheCall("ip_and_digest");
    }

    @Test
    void nothingOfATrunksCredentialsReachesAnotherCarrier() throws Exception {
        first.follow(Script.accepts().challenging(401, new DigestCheck("shared", "bot", "another", "MD5", true)));
        second.follow(Script.refuses(401)
                .forMethod(
                        "INVITE",
                        asked -> asked.answer(
                                401,
                                answer -> answer.with("WWW-Authenticate", "Digest realm=\"shared\", nonce=\"n\""))));
        assertEquals(503, call().answer().status());
        var invites = requests(second, "INVITE");
        assertEquals(1, invites.size());
        assertEquals(List.of(), invites.get(0).all("Authorization"));

        load(firstTrunk().digest("bot", PASSWORD), secondTrunk().digest("another bot", "another password"));
        second.follow(Script.accepts()
                .challenging(401, new DigestCheck("shared", "another bot", "another password", "MD5", true)));
        leavesTheCallToTheSecond("its own credentials");
        assertTrue(requests(second, "INVITE", "BYE").stream()
                .noneMatch(request -> request.toString().contains("\"bot\"")));
    }

    @Test
    void whatTheAgentSaysAboutItselfReachesNoCarrier() {
        var call = proxy.agent()
                .call(new Invitation(
                        "+4989555",
                        Map.of("X-Base-Number", NUMBER, "Authorization", "Digest username=\"agent\""),
                        "<sip:agent@agent.example>",
                        List.of("PCMA")));
        assertEquals(200, proxy.agent().hangUp(call));
        assertEquals(List.of(), first.next("INVITE").message().all("Authorization"));
    }

    @Test
    void aProxyAndTheCalleesSideMayBothAsk() {
        var inner = Script.accepts().challenging(401, new DigestCheck("callee", "bot", PASSWORD, "SHA-256", true));
        first.follow(asking(407, MD5, nonce -> List.of(MD5.challenge(nonce)), inner));
        takesTheCall("407, then 401");
        var last = requests(first, "INVITE").get(2);
        assertEquals(Optional.of("00000002"), DigestCheck.parameter(last.required("Proxy-Authorization"), "nc"));
        assertEquals(Optional.of("00000001"), DigestCheck.parameter(last.required("Authorization"), "nc"));
    }

    private static void risesWithEveryRequest(ScriptedCarrier carrier) {
        var numbers = new ArrayList<Long>();
        requests(carrier, "INVITE", "UPDATE", "INFO", "PRACK", "OPTIONS", "BYE")
                .forEach(request -> numbers.add(request.cseq()));
        assertEquals(List.copyOf(new TreeSet<>(numbers)), numbers);
    }

    private static void acknowledged(ScriptedCarrier carrier) {
        var invites = requests(carrier, "INVITE").stream().map(SipMessage::cseq).toList();
        var acks = new TreeSet<>(
                requests(carrier, "ACK").stream().map(SipMessage::cseq).toList());
        assertEquals(invites, List.copyOf(acks));
    }

    private void everyRequestOfADialog(ScriptedCarrier carrier) {
        var call = call();
        assertEquals(200, call.answer().status());
        var agent = proxy.agent();
        assertEquals(200, agent.reinvite(call, 2, List.of("PCMA")).status());
        for (var method : List.of("UPDATE", "INFO", "OPTIONS")) {
            assertEquals(
                    200,
                    agent.ask(agent.inDialog(
                                    call,
                                    method,
                                    3 + List.of("UPDATE", "INFO", "OPTIONS").indexOf(method)))
                            .orElseThrow()
                            .status(),
                    method);
        }
        assertEquals(200, agent.reinvite(call, 6, List.of("PCMA")).status());
        assertEquals(200, agent.hangUp(call, 7));
        risesWithEveryRequest(carrier);
        assertEquals(
                3,
                requests(carrier, "INVITE").stream()
                        .filter(request -> request.first("Authorization").isPresent()
                                || request.first("Proxy-Authorization").isPresent())
                        .count());
        acknowledged(carrier);
    }

    @Test
    void everyRequestInADialogIsProvenAndCountsOnToTheEnd() {
        first.follow(Script.accepts().challenging(401, MD5));
        everyRequestOfADialog(first);
    }

    @Test
    void afterAFailoverToo() throws Exception {
        load(firstTrunk().digest("bot", PASSWORD), secondTrunk().digest("bot", PASSWORD));
        first.follow(Script.refuses(503).challenging(407, SHA_256));
        second.follow(Script.accepts().challenging(407, SHA_256));
        everyRequestOfADialog(second);
    }

    @Test
    void aReliableRingingIsAcknowledgedAsTheCarrierCounts() {
        var check = MD5;
        first.follow(Script.accepts()
                .forMethod(
                        "INVITE",
                        asked -> asked.answer(183, answer -> answer.with("Contact", first.contact())
                                .with("Require", "100rel")
                                .with("RSeq", "7")))
                .challenging(401, check));
        var invite = proxy.agent().dial(Invitation.to("+4989555", NUMBER));
        var provisional = proxy.agent()
                .next(invite, status -> status == 183, Duration.ofSeconds(5))
                .orElseThrow();
        assertEquals(200, proxy.agent().prack(invite, provisional, 2));
        var proven = requests(first, "INVITE").get(1);
        var pracks = requests(first, "PRACK");
        assertEquals(2, pracks.size());
        pracks.forEach(prack -> assertEquals("7 " + proven.cseq() + " INVITE", prack.required("RAck")));
        proxy.agent().cancel(invite);
    }

    @Test
    void aCancelAfterAChallengeNamesTheInviteThatRings() {
        first.follow(Script.accepts().forMethod("INVITE", Asked::ring).challenging(401, MD5));
        var invite = proxy.agent().dial(Invitation.to("+4989555", NUMBER));
        assertTrue(proxy.agent()
                .next(invite, status -> status == 180, Duration.ofSeconds(5))
                .isPresent());
        assertEquals(200, proxy.agent().cancel(invite));
        var cancel = first.next("CANCEL").message();
        var ringing = requests(first, "INVITE").get(1);
        assertEquals(ringing.cseq(), cancel.cseq());
        assertEquals(ringing.required("Via"), cancel.required("Via"));
        assertEquals(ringing.required("From"), cancel.required("From"));
    }

    @Test
    void aCallOutlivesTheProxyAndIsProvenAsItBegan() throws Exception {
        first.follow(Script.accepts().challenging(401, MD5));
        var call = call();
        proxy.publish(firstTrunk().digest("new", "other").codecs("G722"));
        proxy.killAndStart();
        assertEquals(200, proxy.agent().reinvite(call, 2, List.of("PCMA")).status());
        assertEquals(200, proxy.agent().hangUp(call, 3));
        risesWithEveryRequest(first);
    }

    @Test
    void anEditOrTheEndOfTheTrunkInMidCallChangesNothingForTheCall() throws Exception {
        first.follow(Script.accepts().challenging(401, MD5));
        for (var change : List.of(
                firstTrunk().digest("new", "other"),
                firstTrunk(),
                Row.disabledTrunk("first"),
                Row.gone(firstTrunk()))) {
            load(firstTrunk().digest("bot", PASSWORD), secondTrunk());
            var call = call();
            proxy.publish(change);
            assertEquals(200, proxy.agent().reinvite(call, 2, List.of("PCMA")).status());
            assertEquals(200, proxy.agent().hangUp(call, 3));
        }
        assertEquals(Optional.empty(), second.awaitAny(Duration.ZERO).map(Asked::method));
    }
}
