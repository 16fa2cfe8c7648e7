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

/** The AI agent's media server: a user agent that places calls and ends them. */
public final class Agent extends SipPeer {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final InetSocketAddress proxy;

    public Agent(String address, int port, InetSocketAddress proxy) {
        super("agent", address, port);
        this.proxy = proxy;
    }

    /** What a call begins with. */
    public record Invitation(String destination, Map<String, String> headers, String from, List<String> codecs) {
        public static Invitation to(String destination, String baseNumber) {
            return new Invitation(destination, Map.of("X-Base-Number", baseNumber), "<sip:agent@agent.example>",
                    List.of("PCMU", "PCMA", "telephone-event"));
        }
    }

    /** A call of this agent: its final answer, and the way into its dialog. */
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

    private static String branch() {
        return "z9hG4bK" + UUID.randomUUID();
    }

    private String via() {
        return "SIP/2.0/UDP " + hostPort() + ";branch=" + branch();
    }

    /** Places a call, waits for its final answer, and acknowledges it. */
    public Call call(Invitation invitation) {
        var invite = invite(invitation);
        send(invite, proxy);
        var provisional = new ArrayList<SipMessage>();
        var callId = invite.required("Call-ID");
        while (true) {
            var answer = await(PATIENCE, message -> !message.isRequest() && message.required("Call-ID").equals(callId)
                    && message.method().equals("INVITE"))
                    .orElseThrow(() -> new IllegalStateException("the call was never answered")).message();
            if (answer.status() >= 200) {
                var call = new Call(invite, answer, provisional);
                acknowledge(call);
                return call;
            }
            provisional.add(answer);
        }
    }

    public SipMessage invite(Invitation invitation) {
        var message = SipMessage.of("INVITE sip:" + invitation.destination() + "@" + proxy.getAddress().getHostAddress() + ":"
                        + proxy.getPort() + " SIP/2.0")
                .with("Via", via()).with("Max-Forwards", "70")
                .with("From", invitation.from() + ";tag=" + UUID.randomUUID())
                .with("To", "<sip:" + invitation.destination() + "@" + proxy.getAddress().getHostAddress() + ">")
                .with("Call-ID", UUID.randomUUID() + "@agent.example").with("CSeq", "1 INVITE")
                .with("Contact", "<sip:agent@" + hostPort() + ">");
        for (var header : invitation.headers().entrySet()) {
            message = message.with(header.getKey(), header.getValue());
        }
        return message.withBody(offer(invitation.codecs()));
    }

    private void acknowledge(Call call) {
        if (call.answer().status() < 300) {
            send(inDialog(call, "ACK", call.invite().cseq()), proxy);
            return;
        }
        send(SipMessage.of("ACK " + call.invite().requestUri() + " SIP/2.0").with("Via", call.invite().required("Via"))
                .with("Max-Forwards", "70").with("From", call.invite().required("From"))
                .with("To", call.answer().required("To")).with("Call-ID", call.invite().required("Call-ID"))
                .with("CSeq", call.invite().cseq() + " ACK"), proxy);
    }

    /** A request in the call's dialog (RFC 3261 §12.2.1.1). */
    public SipMessage inDialog(Call call, String method, long cseq) {
        var routes = new ArrayList<>(call.answer().all("Record-Route"));
        Collections.reverse(routes);
        return SipMessage.of(method + " " + call.answer().address("Contact") + " SIP/2.0").with("Via", via())
                .with("Route", routes).with("Max-Forwards", "70").with("From", call.invite().required("From"))
                .with("To", call.answer().required("To")).with("Call-ID", call.invite().required("Call-ID"))
                .with("CSeq", cseq + " " + method);
    }

    /** Hangs up; the answer's status. */
    public int hangUp(Call call) {
        send(inDialog(call, "BYE", call.invite().cseq() + 1), proxy);
        return await(PATIENCE, message -> !message.isRequest() && message.method().equals("BYE"))
                .map(heard -> heard.message().status()).orElse(0);
    }

    /** Waits for a request of the other side, and answers it 200. */
    public Optional<SipMessage> answerNext(String method) {
        var heard = await(PATIENCE, message -> message.isRequest() && message.method().equals(method));
        heard.ifPresent(request -> send(request.message().answer(200, "OK", "agent"), request.from()));
        return heard.map(Heard::message);
    }

    public InetSocketAddress proxy() {
        return proxy;
    }
}
