package io.egress.robustness;

import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** An agent that knows several nodes: it asks any, and goes on to the next one on 503 or silence (RFC 3263 §4.3). */
final class RoamingAgent implements AutoCloseable {
    private static final Duration HALF = Duration.ofMillis(500);

    private final List<Agent> agents;
    private final Random random;

    /** A call, and the agent whose it is. */
    record Begun(Agent agent, Agent.Call call) {
        int status() {
            return call.answer().status();
        }

        private boolean drains() {
            return call.answer().first("X-Egress-Reason").equals(Optional.of("draining"));
        }
    }

    RoamingAgent(List<InetSocketAddress> nodes, long seed) {
        agents = nodes.stream()
                .map(node -> new Agent("127.0.0.1", Ports.free(), node))
                .toList();
        random = new Random(seed);
    }

    /** Places a call; what the last node said that did not drain. @throws IllegalStateException if none said anything */
    Begun call(String number) {
        var order = new ArrayList<>(agents);
        synchronized (random) {
            Collections.shuffle(order, random);
        }
        Begun last = null;
        for (var agent : order) {
            var heard = ask(agent, number);
            if (heard != null) {
                if (heard.status() != 503) {
                    return heard;
                }
                last = last == null || !heard.drains() ? heard : last;
            }
        }
        if (last == null) {
            throw new IllegalStateException("no node said anything");
        }
        return last;
    }

    // Null for silence: a node that is there says 100 at once.
    private static Begun ask(Agent agent, String number) {
        var invite = agent.dial(Invitation.to(Ending.AGENT.destination(), number));
        var callId = invite.first("Call-ID");
        for (int tries = 0; tries < 2; tries++) {
            var sign = agent.await(HALF, message -> message.first("Call-ID").equals(callId));
            if (sign.isPresent()) {
                agent.giveBack(sign.get());
                return new Begun(agent, agent.outcome(invite));
            }
            agent.send(invite, agent.proxy());
        }
        return null;
    }

    @Override
    public void close() {
        agents.forEach(Agent::close);
    }
}
