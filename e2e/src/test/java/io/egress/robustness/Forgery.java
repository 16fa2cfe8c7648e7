package io.egress.robustness;

import io.egress.sip.Agent;
import io.egress.sip.Agent.Call;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Asked;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.SipMessage;
import io.egress.sip.SipMessage.Header;
import io.egress.sip.SipPeer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Requests that claim to be of a call, in every way that is not quite right. */
final class Forgery {
    private static final List<String> METHODS = List.of(
            "INVITE",
            "BYE",
            "ACK",
            "CANCEL",
            "REFER",
            "INFO",
            "UPDATE",
            "PRACK",
            "MESSAGE",
            "NOTIFY",
            "SUBSCRIBE",
            "OPTIONS",
            "REGISTER",
            "PUBLISH",
            "FOO");
    private static final long CSEQ = 1_000;

    private final Agent agent;
    private final Call call;
    private final Call anotherCall;
    private final ScriptedCarrier carrier;
    private final Asked invite;
    private final ScriptedCarrier other;
    private final Random random;
    private long count;

    /** @param anotherCall over the other carrier */
    Forgery(
            Agent agent,
            Call call,
            Call anotherCall,
            ScriptedCarrier carrier,
            Asked invite,
            ScriptedCarrier other,
            Random random) {
        this.agent = agent;
        this.call = call;
        this.anotherCall = anotherCall;
        this.carrier = carrier;
        this.invite = invite;
        this.other = other;
        this.random = random;
    }

    /** A call of someone who is not listed, told as if he were. */
    static SipMessage call(Agent stranger, Agent listed, String number, Random random) {
        var honest = stranger.invite(Invitation.to("+4989555", number));
        return switch (random.nextInt(5)) {
            case 0 -> replaced(honest, "Via", value -> value.replace(stranger.hostPort(), listed.hostPort()));
            case 1 -> replaced(honest, "To", value -> value + ";tag=" + UUID.randomUUID());
            case 2 -> honest.with("Route", "<sip:127.0.10.1;lr>");
            case 3 ->
                replaced(honest, "Contact", value -> listed.contact())
                        .with("P-Asserted-Identity", "<sip:" + number + "@x>");
            default -> honest;
        };
    }

    /** Sends each forgery once by each sender; how many. @param between lets the proxy catch up, lest the kernel drop some */
    int all(Agent stranger, InetSocketAddress proxy, Runnable between) {
        int sent = 0;
        for (var method : METHODS) {
            between.run();
            for (var forged : ofTheAgentsSide(method)) {
                sent += sendBy(List.of(stranger, other, carrier, agent), forged, proxy);
            }
            for (var forged : ofTheCarriersSide(method)) {
                sent += sendBy(List.of(stranger, other, carrier), forged, proxy);
            }
        }
        return sent;
    }

    // Each time as a transaction of its own: what is sent again would not be looked at.
    private static int sendBy(List<SipPeer> senders, SipMessage forged, InetSocketAddress proxy) {
        for (var sender : senders) {
            sender.send(
                    replaced(
                            forged,
                            "Via",
                            value -> value.replaceFirst(";branch=.*", ";branch=z9hG4bK" + UUID.randomUUID())),
                    proxy);
        }
        return senders.size();
    }

    private List<SipMessage> ofTheAgentsSide(String method) {
        long cseq = CSEQ + count++;
        var right = agent.inDialog(call, method, cseq);
        var list = new ArrayList<SipMessage>();
        list.add(without(right, "Route"));
        list.add(replaced(right, "Route", this::altered));
        list.add(replaced(right, "Route", value -> value.replaceFirst("eg=k1\\.", "eg=k2.")));
        list.add(replaced(right, "Route", value -> value.replaceFirst("eg=[^;>]*", "eg=")));
        list.add(replaced(right, "Route", value -> value.replaceFirst(";?eg=[^;>]*", "")));
        list.add(without(right, "Route").with("Route", anotherCall.answer().all("Record-Route")));
        list.add(replaced(right, "Call-ID", value -> UUID.randomUUID().toString()));
        list.add(replaced(right, "From", value -> value.replaceFirst(";tag=.*", ";tag=" + UUID.randomUUID())));
        list.add(without(right, "Route").with("Route", "<sip:" + carrier.hostPort() + ";lr>"));
        list.add(new SipMessage(
                method + " sip:" + other.hostPort() + " SIP/2.0",
                without(right, "Route").headers(),
                ""));
        return list;
    }

    private List<SipMessage> ofTheCarriersSide(String method) {
        long cseq = CSEQ + count++;
        var right = carrier.inDialog(invite.message(), method, cseq);
        var list = new ArrayList<SipMessage>();
        // A carrier knows its own token: with it nothing may reach a carrier, itself included.
        list.add(new SipMessage(method + " sip:victim@" + other.hostPort() + " SIP/2.0", right.headers(), ""));
        list.add(right.with("Route", "<sip:" + other.hostPort() + ";lr>"));
        list.add(new SipMessage(right.startLine(), swapped(right), ""));
        list.add(replaced(right, "Route", this::altered));
        list.add(replaced(right, "Call-ID", value -> UUID.randomUUID().toString()));
        list.add(without(right, "Route").with("Route", "<sip:" + other.hostPort() + ";lr>"));
        return list;
    }

    private String altered(String value) {
        int start = value.indexOf("eg=") + 3;
        int length = value.substring(start).split("[;>]")[0].length();
        int at = start + random.nextInt(length);
        var with = value.charAt(at) == 'x' ? 'y' : 'x';
        return value.substring(0, at) + with + value.substring(at + 1);
    }

    private static List<Header> swapped(SipMessage message) {
        return message.headers().stream()
                .map(header -> switch (header.name()) {
                    case "From" -> new Header("To", header.value());
                    case "To" -> new Header("From", header.value());
                    default -> header;
                })
                .toList();
    }

    private static SipMessage without(SipMessage message, String name) {
        return new SipMessage(
                message.startLine(),
                message.headers().stream()
                        .filter(header -> !header.name().equals(name))
                        .toList(),
                message.body());
    }

    private static SipMessage replaced(SipMessage message, String name, UnaryOperator<String> change) {
        return new SipMessage(
                message.startLine(),
                message.headers().stream()
                        .map(header ->
                                header.name().equals(name) ? new Header(name, change.apply(header.value())) : header)
                        .toList(),
                message.body());
    }
}
