package io.egress.demo;

import io.egress.launch.Api;
import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Carrier;
import io.egress.sip.DigestCheck;
import io.egress.sip.Ladder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A trunk to a simulated carrier and a call over it, which leave nothing behind. */
record DemoCall(Api api, InetSocketAddress proxy, String carrierHost, String agentHost) {
    private static final String PASSWORD = "demo-password";

    /** @return whether the call was challenged, answered and hung up */
    boolean place() {
        var suffix = Long.toString(System.currentTimeMillis() % 1_000_000);
        var number = "+4930" + "1000000".substring(suffix.length()) + suffix;
        var trunkId = "demo-" + suffix;
        var check = new DigestCheck("demo.example", "demo", PASSWORD, "SHA-256", true);
        try (var carrier = new Carrier("carrier", carrierHost, Ports.free(), Optional.of(check), 200);
                var agent = new Agent(agentHost, Ports.free(), proxy)) {
            api.call("POST", "/api/v1/base-numbers", "{\"number\":\"" + number + "\"}");
            api.call("POST", "/api/v1/egress-trunks", """
                    {"trunkId":"%s","name":"Demo","sipUri":"sip:%s","enabled":true,"transport":"udp","authMethod":"digest",
                     "authUser":"demo","authPass":"%s","callerIdMode":"base_number","baseNumbers":["%s"]}""".formatted(trunkId, carrier.hostPort(), PASSWORD, number));
            System.out.printf(
                    "Saved trunk %s to a carrier at %s, base number %s.%n", trunkId, carrier.hostPort(), number);
            api.awaitReady(Duration.ofSeconds(10), () -> {});
            var call = agent.call(Agent.Invitation.to("+4989123456", number));
            boolean ended = call.answer().status() == 200 && agent.hangUp(call) == 200;
            Ladder.of(List.of(agent, carrier)).forEach(System.out::println);
            System.out.printf(
                    "Call-ID %s: %s%n",
                    call.invite().required("Call-ID"), ended ? "challenged, answered, hung up." : "failed.");
            return ended;
        } finally {
            api.call("DELETE", "/api/v1/egress-trunks/" + trunkId + "?force=true", null);
            api.call("DELETE", "/api/v1/base-numbers/" + number, null);
            System.out.println("Cleaned up.");
        }
    }
}
