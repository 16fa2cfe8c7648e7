package io.egress.sip;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A request that a carrier got, and what it can say to it. */
public final class Asked {
    private final ScriptedCarrier carrier;
    private final SipPeer.Heard heard;

    Asked(ScriptedCarrier carrier, SipPeer.Heard heard) {
        this.carrier = carrier;
        this.heard = heard;
    }

    public SipMessage message() {
        return heard.message();
    }

    public String method() {
        return message().method();
    }

    /** Where it came from; over TCP and TLS this names the connection. */
    public InetSocketAddress from() {
        return heard.from();
    }

    /** The client's certificate chain, its own first; empty if it showed none. */
    public List<X509Certificate> shown() {
        return heard.shown();
    }

    public void answer(int status) {
        answer(status, answer -> answer);
    }

    public void answer(int status, UnaryOperator<SipMessage> change) {
        carrier.send(change.apply(message().answer(status, "As Told", carrier.name())), from());
    }

    /** 180 with a Contact. */
    public void ring() {
        answer(180, answer -> answer.with("Contact", carrier.contact()));
    }

    /** 200 with a Contact and an answer to the offer. */
    public void accept() {
        accept(answer -> answer);
    }

    public void accept(UnaryOperator<SipMessage> change) {
        answer(
                200,
                answer -> change.apply(answer.with("Contact", carrier.contact()).withBody(Carrier.SDP)));
    }

    /** 200 to a REGISTER, with the contacts that are registered now. */
    public void grant(String... contacts) {
        answer(200, answer -> answer.with("Contact", List.of(contacts)));
    }

    /** Does something later, without holding up what else arrives. */
    public void after(Duration delay, Runnable what) {
        carrier.clock().schedule(what, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
