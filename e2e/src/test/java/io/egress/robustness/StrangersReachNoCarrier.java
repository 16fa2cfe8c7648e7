package io.egress.robustness;

import io.egress.launch.Ports;
import io.egress.robustness.Finding.Notes;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.SipPeer;
import io.egress.wire.ProxyAlone;
import io.egress.wire.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Calls of unlisted sources and forged requests in a dialog reach no carrier; a flood of them costs the listed nothing. */
final class StrangersReachNoCarrier implements Promise {
    private static final String NUMBER = "+493012345";
    private static final String OTHER = "+493012346";
    private static final String LISTED = "+493012347";
    private static final double SLOWER = 1.5;
    private static final int RATE = 50;
    private static final int FLOOD = 2_000;

    @Override
    public String id() {
        return "S6";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var notes = new Notes();
        try (var proxy = new ProxyAlone(settings -> settings);
                var carrier = new ScriptedCarrier("carrier", "127.0.10.1", Ports.free(), Script.accepts());
                var other = new ScriptedCarrier("other", "127.0.10.2", Ports.free(), Script.accepts());
                var third = new ScriptedCarrier("third", "127.0.10.3", Ports.free(), Script.accepts())) {
            proxy.load(
                    Row.trunk("acme").at(carrier.hostPort()),
                    Row.trunk("other").at(other.hostPort()),
                    Row.trunk("third").at(third.hostPort()),
                    Row.number(NUMBER, "acme"),
                    Row.number(OTHER, "other"),
                    Row.number(LISTED, "third"));
            var strangers = new ArrayList<Agent>();
            for (int at = 1; at <= 10; at++) {
                strangers.add(new Agent("127.0.66." + at, Ports.free(), proxy.sip()));
            }
            try {
                calls(proxy, strangers, carrier, scale, notes);
                forgeries(proxy, strangers.get(0), carrier, other, scale, notes);
                flood(proxy, strangers, scale, notes);
            } finally {
                strangers.forEach(SipPeer::close);
            }
        }
        return notes.found();
    }

    private static void calls(
            ProxyAlone proxy, List<Agent> strangers, ScriptedCarrier carrier, Scale scale, Notes notes) {
        int count = scale.of(10_000);
        var random = new Random(scale.seed());
        for (int at = 0; at < count; at++) {
            var stranger = strangers.get(at % strangers.size());
            stranger.send(Forgery.call(stranger, proxy.agent(), NUMBER, random), proxy.sip());
            if (at % 200 == 199) {
                breathe(proxy);
            }
        }
        int reached = heard(carrier);
        long answered = strangers.stream()
                .filter(stranger ->
                        stranger.await(Duration.ofMillis(50), message -> true).isPresent())
                .count();
        notes.hold(reached == 0, "%,d calls of unlisted sources, %d messages reached the carrier", count, reached)
                .hold(answered == 0, "%d strangers were answered", answered);
    }

    // A call of the platform: what was sent before it has been dealt with when it is answered.
    private static void breathe(ProxyAlone proxy) {
        var call = Traffic.place(proxy.agent(), LISTED);
        if (!call.isRouted()) {
            throw new IllegalStateException("a call of the platform became " + call.status());
        }
    }

    private static void forgeries(
            ProxyAlone proxy,
            Agent stranger,
            ScriptedCarrier carrier,
            ScriptedCarrier other,
            Scale scale,
            Notes notes) {
        var agent = proxy.agent();
        var call = agent.call(Invitation.to("+4989555", NUMBER));
        var invite = carrier.next("INVITE");
        carrier.next("ACK");
        var known = agent.call(Invitation.to("+4989556", OTHER));
        other.next("INVITE");
        other.next("ACK");
        carrier.forgetRequests();
        other.forgetRequests();
        var forge = new Forgery(agent, call, known, carrier, invite, other, new Random(scale.seed()));
        int count = 0;
        for (int round = 0; round < scale.of(40); round++) {
            count += forge.all(stranger, proxy.sip(), () -> breathe(proxy));
        }
        int reached = heard(carrier) + heard(other);
        notes.hold(reached == 0, "%,d forged requests in a dialog, %d reached a carrier", count, reached)
                .hold(agent.hangUp(call, 1_000) == 200 && agent.hangUp(known) == 200, "the calls end as usual after");
    }

    private static int heard(ScriptedCarrier carrier) {
        int count = 0;
        while (carrier.awaitAny(Duration.ofMillis(300)).isPresent()) {
            count++;
        }
        return count;
    }

    private static void flood(ProxyAlone proxy, List<Agent> strangers, Scale scale, Notes notes) throws Exception {
        var phase = scale.outage().dividedBy(4);
        try (var traffic = new Traffic(proxy.sip(), List.of(LISTED), scale.seed()).at(RATE)) {
            Thread.sleep(3_000);
            traffic.forget();
            long start = System.nanoTime();
            Thread.sleep(phase.toMillis());
            long begun = System.nanoTime();
            long sent = pour(proxy, strangers, phase);
            long ended = System.nanoTime();
            Thread.sleep(phase.toMillis());
            var history = traffic.stop();
            var during = history.between(begun, ended);
            var healthy = history.where(call -> call.at() >= start && (call.at() < begun || call.at() >= ended));
            double ratio = during.p99() / healthy.p99();
            notes.hold(
                            during.allRouted(),
                            "%,d/s of strangers: %d of %d calls routed",
                            sent / Math.max(1, phase.toSeconds()),
                            during.routed(),
                            during.size())
                    .hold(ratio <= SLOWER, "p99 %.2f × quiet (%.1f ms)", ratio, healthy.p99());
        }
    }

    private static long pour(ProxyAlone proxy, List<Agent> strangers, Duration time) throws InterruptedException {
        long sent = 0;
        long start = System.nanoTime();
        var bytes = strangers.get(0).invite(Invitation.to("+4989555", NUMBER)).bytes();
        while (System.nanoTime() - start < time.toNanos()) {
            for (int count = 0; count < FLOOD / 100; count++, sent++) {
                strangers.get((int) (sent % strangers.size())).sendRaw(bytes, proxy.sip());
            }
            long ahead = sent * 1_000_000_000L / FLOOD - (System.nanoTime() - start);
            if (ahead > 0) {
                Thread.sleep(Duration.ofNanos(ahead).toMillis());
            }
        }
        return sent;
    }
}
