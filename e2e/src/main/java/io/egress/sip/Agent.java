package io.egress.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The AI agent's media server: a user agent that places calls and ends them. */
public final class Agent extends SipPeer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern HOST_AND_PORT = Pattern.compile("^<sips?:(?:[^@>]*@)?([0-9.]+):([0-9]+)[;>]");
    private static final Duration FIRST_PATIENCE = Duration.ofMillis(500);

    private final InetSocketAddress proxy;

    public Agent(String address, int port, InetSocketAddress proxy) {
        this(new DatagramWire(address, port), proxy);
    }

    public Agent(Wire wire, InetSocketAddress proxy) {
        super("agent", wire);
        this.proxy = proxy;
        open();
    }

    /** What a call begins with. */
    public record Invitation(String destination, Map<String, String> headers, String from, List<String> codecs) {
        public static Invitation to(String destination, String baseNumber) {
            return new Invitation(
                    destination,
                    Map.of("X-Base-Number", baseNumber),
                    "<sip:agent@agent.example>",
                    List.of("PCMU", "PCMA", "telephone-event"));
        }
    }

    /** A call of this agent: the answer that made its dialog, the final one or one like 183, and those before it. */
    public record Call(SipMessage invite, SipMessage answer, List<SipMessage> provisional) {}

    private static String offer(List<String> codecs) {
        var types = new HashMap<>(Map.of("PCMU", 0, "GSM", 3, "PCMA", 8, "G722", 9, "G729", 18));
        var list = new ArrayList<String>();
        var maps = new StringBuilder();
        int dynamic = 96;
        for (var codec : codecs) {
            int type = types.containsKey(codec) ? types.get(codec) : dynamic++;
            list.add(Integer.toString(type));
            maps.append("a=rtpmap:").append(type).append(' ').append(codec).append("/8000\r\n");
        }
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 30000 RTP/AVP "
                + String.join(" ", list) + "\r\n" + maps;
    }

    private String via() {
        return "SIP/2.0/" + transport().toUpperCase() + " " + hostPort() + ";branch=z9hG4bK" + UUID.randomUUID();
    }

    /** Places a call, waits for its final answer, and acknowledges it. */
    public Call call(Invitation invitation) {
        return outcome(dial(invitation));
    }

    /** Places a call, and waits for nothing. */
    public SipMessage dial(Invitation invitation) {
        var invite = invite(invitation);
        send(invite, proxy);
        return invite;
    }

    /** The outcome of an INVITE that was sent: waits for the final answer, and acknowledges it. */
    public Call outcome(SipMessage invite) {
        var provisional = new ArrayList<SipMessage>();
        while (true) {
            var answer = (provisional.isEmpty()
                            ? insist(invite, status -> true)
                            : next(invite, status -> true, PATIENCE))
                    .orElseThrow(() -> new IllegalStateException("the call was never answered"));
            if (answer.status() >= 200) {
                var call = new Call(invite, answer, provisional);
                acknowledge(call);
                return call;
            }
            provisional.add(answer);
        }
    }

    /** The next answer to a request that was sent, of a status that fits. */
    public Optional<SipMessage> next(SipMessage request, Predicate<Integer> status, Duration patience) {
        var callId = request.required("Call-ID");
        var cseq = request.required("CSeq");
        return await(
                        patience,
                        message -> !message.isRequest()
                                && message.first("Call-ID").equals(Optional.of(callId))
                                && message.first("CSeq").equals(Optional.of(cseq))
                                && status.test(message.status()))
                .map(Heard::message);
    }

    // Datagrams get lost: a request that is not answered is sent again, ever more slowly (RFC 3261 §17.1.1.2, timer A).
    private Optional<SipMessage> insist(SipMessage request, Predicate<Integer> status) {
        if (!transport().equals("udp")) {
            return next(request, status, PATIENCE);
        }
        for (var wait = FIRST_PATIENCE; wait.compareTo(PATIENCE) < 0; wait = wait.multipliedBy(2)) {
            var answer = next(request, status, wait);
            if (answer.isPresent()) {
                return answer;
            }
            sendOn(request);
        }
        return next(request, status, FIRST_PATIENCE);
    }

    public SipMessage invite(Invitation invitation) {
        var message = SipMessage.of("INVITE sip:" + invitation.destination() + "@"
                        + proxy.getAddress().getHostAddress() + ":" + proxy.getPort() + " SIP/2.0")
                .with("Via", via())
                .with("Max-Forwards", "70")
                .with("From", invitation.from() + ";tag=" + UUID.randomUUID())
                .with(
                        "To",
                        "<sip:" + invitation.destination() + "@"
                                + proxy.getAddress().getHostAddress() + ">")
                .with("Call-ID", UUID.randomUUID() + "@agent.example")
                .with("CSeq", "1 INVITE")
                .with("Contact", contactOf("agent"));
        for (var header : invitation.headers().entrySet()) {
            message = message.with(header.getKey(), header.getValue());
        }
        return message.withBody(offer(invitation.codecs()));
    }

    private void acknowledge(Call call) {
        if (call.answer().status() < 300) {
            sendOn(inDialog(call, "ACK", call.invite().cseq()));
            return;
        }
        send(ofTransaction(call.invite(), "ACK").with("To", call.answer().required("To")), proxy);
    }

    // ACK to a refusal and CANCEL name the INVITE's own transaction (RFC 3261 §9.1, §17.1.1.3).
    private static SipMessage ofTransaction(SipMessage invite, String method) {
        return SipMessage.of(method + " " + invite.requestUri() + " SIP/2.0")
                .with("Via", invite.required("Via"))
                .with("Max-Forwards", "70")
                .with("From", invite.required("From"))
                .with("Call-ID", invite.required("Call-ID"))
                .with("CSeq", invite.cseq() + " " + method);
    }

    /** Gives up a call that has not been answered; the status of the answer to the CANCEL itself, 0 for none. */
    public int cancel(SipMessage invite) {
        var cancel = ofTransaction(invite, "CANCEL").with("To", invite.required("To"));
        send(cancel, proxy);
        return next(cancel, status -> status >= 200, PATIENCE)
                .map(SipMessage::status)
                .orElse(0);
    }

    /** A request in the call's dialog (RFC 3261 §12.2.1.1). */
    public SipMessage inDialog(Call call, String method, long cseq) {
        var routes = new ArrayList<>(call.answer().all("Record-Route"));
        Collections.reverse(routes);
        return SipMessage.of(method + " " + call.answer().address("Contact") + " SIP/2.0")
                .with("Via", via())
                .with("Route", routes)
                .with("Max-Forwards", "70")
                .with("From", call.invite().required("From"))
                .with("To", call.answer().required("To"))
                .with("Call-ID", call.invite().required("Call-ID"))
                .with("CSeq", cseq + " " + method);
    }

    // Where its first Route says (RFC 3261 §8.1.2), which may be another node than the one that was called.
    private void sendOn(SipMessage request) {
        var route = request.first("Route").map(HOST_AND_PORT::matcher).filter(Matcher::find);
        send(
                request,
                route.map(found -> new InetSocketAddress(found.group(1), Integer.parseInt(found.group(2))))
                        .orElse(proxy));
    }

    /** Sends a request in a dialog; its final answer. */
    public Optional<SipMessage> ask(SipMessage request) {
        sendOn(request);
        return insist(request, status -> status >= 200);
    }

    /** Makes a new offer in the call; its final answer, acknowledged. */
    public SipMessage reinvite(Call call, long cseq, List<String> codecs) {
        var invite = inDialog(call, "INVITE", cseq)
                .with("Contact", contactOf("agent"))
                .withBody(offer(codecs));
        var answer = ask(invite).orElseThrow(() -> new IllegalStateException("the re-INVITE was never answered"));
        if (answer.status() < 300) {
            sendOn(inDialog(call, "ACK", cseq));
        } else {
            sendOn(ofTransaction(invite, "ACK")
                    .with("To", answer.required("To"))
                    .with("Route", invite.all("Route")));
        }
        return answer;
    }

    /** Acknowledges a reliable provisional answer (RFC 3262 §4); the status of the PRACK's answer, 0 for none. */
    public int prack(SipMessage invite, SipMessage provisional, long cseq) {
        var prack = inDialog(new Call(invite, provisional, List.of()), "PRACK", cseq)
                .with("RAck", provisional.required("RSeq") + " " + provisional.required("CSeq"));
        return ask(prack).map(SipMessage::status).orElse(0);
    }

    /** Hangs up; the answer's status. */
    public int hangUp(Call call) {
        return hangUp(call, call.invite().cseq() + 1);
    }

    public int hangUp(Call call, long cseq) {
        return ask(inDialog(call, "BYE", cseq)).map(SipMessage::status).orElse(0);
    }

    /** Waits for a request of the other side, and answers it 200. */
    public Optional<SipMessage> answerNext(String method) {
        return answerNext(method, 200, answer -> answer);
    }

    /** Waits for a request of the other side, and answers it as told. */
    public Optional<SipMessage> answerNext(String method, int status, UnaryOperator<SipMessage> change) {
        var heard = await(
                PATIENCE, message -> message.isRequest() && message.method().equals(method));
        heard.ifPresent(
                request -> send(change.apply(request.message().answer(status, "As Told", "agent")), request.from()));
        return heard.map(Heard::message);
    }

    public String contact() {
        return contactOf("agent");
    }

    public InetSocketAddress proxy() {
        return proxy;
    }
}
