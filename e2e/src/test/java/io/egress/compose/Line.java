package io.egress.compose;

import io.egress.launch.Api;
import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Carrier;
import io.egress.sip.DigestCheck;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** A digest trunk to a carrier on this machine, and an agent beside it that calls over it. */
final class Line implements AutoCloseable {
    private static final String PASSWORD = "line-password";

    private final Carrier carrier;
    private final Agent agent;
    private final String number;
    private final Api api;

    /** @param name of the trunk, which is saved, and stays */
    Line(Stack stack, String name) {
        number = "+4930" + (1_000_000 + Math.floorMod(name.hashCode(), 1_000_000));
        var check = new DigestCheck("line.example", "line", PASSWORD, "SHA-256", true);
        carrier = new Carrier(name, stack.gateway(), Ports.free(), Optional.of(check), 200);
        agent = new Agent(stack.gateway(), Ports.free(), new InetSocketAddress(stack.address("kamailio", "sip"), 5060));
        api = stack.api();
        api.call("POST", "/api/v1/base-numbers", "{\"number\":\"" + number + "\"}");
        api.call("POST", "/api/v1/egress-trunks", """
                {"trunkId":"%s","name":"Line","sipUri":"sip:%s","enabled":true,"transport":"udp","authMethod":"digest",
                 "authUser":"line","authPass":"%s","callerIdMode":"base_number","baseNumbers":["%s"]}""".formatted(name, carrier.hostPort(), PASSWORD, number));
        api.awaitReady(Duration.ofSeconds(30), () -> {});
    }

    /** @return whether the call was answered and hung up */
    boolean call() {
        var call = agent.call(Agent.Invitation.to("+4989123456", number));
        return call.answer().status() == 200 && agent.hangUp(call) == 200;
    }

    /** Whether the product takes a change of it. */
    boolean takesChanges() {
        try {
            return api.send("PUT", "/api/v1/base-numbers/" + number, "{}").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        agent.close();
        carrier.close();
    }
}
