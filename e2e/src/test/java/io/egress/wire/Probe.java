package io.egress.wire;

import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.SipMessage;
import java.time.Duration;

/** Whether a node is there, asked by OPTIONS. */
final class Probe {
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private Probe() {}

    static boolean isAnswered(Agent agent) {
        var options = options(agent);
        agent.send(options, agent.proxy());
        return agent.next(options, status -> status == 200, PATIENCE).isPresent();
    }

    static SipMessage options(Agent agent) {
        var invite = agent.invite(Invitation.to("probe", "none"));
        return SipMessage.of(invite.startLine().replace("INVITE", "OPTIONS"))
                .with("Via", invite.required("Via"))
                .with("Max-Forwards", "70")
                .with("From", invite.required("From"))
                .with("To", invite.required("To"))
                .with("Call-ID", invite.required("Call-ID"))
                .with("CSeq", "1 OPTIONS");
    }
}
