package io.egress.demo;

import io.egress.launch.Api;
import io.egress.launch.LaunchException;
import io.egress.launch.Ports;
import io.egress.launch.Product;
import io.egress.launch.Settings;
import io.egress.sip.Agent;
import io.egress.sip.Carrier;
import io.egress.sip.DigestCheck;
import io.egress.sip.Ladder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code make demo}: a digest trunk to a simulated carrier, and a call over it; on a running product, else its own. */
public final class Demo {
    private static final String CARRIER_ADDRESS = "127.0.20.1";
    private static final String PASSWORD = "demo-password";

    private Demo() {}

    public static void main(String[] arguments) throws IOException {
        var checkout = Path.of(arguments[0]).toAbsolutePath().normalize();
        var running = Settings.of(checkout, System.getenv());
        var tokenFile = running.data().resolve("admin-token");
        boolean passed;
        try {
            var token = Optional.ofNullable(running.adminToken())
                    .or(() -> Files.exists(tokenFile) ? Optional.of(read(tokenFile)) : Optional.empty());
            var api = token.map(known -> new Api("http://127.0.0.1:" + running.webPort(), known));
            if (api.isPresent() && api.get().isReady()) {
                passed = call(api.get(), running);
            } else {
                System.out.println("No product is running here; starting one aside ...");
                try (var product = new Product(Settings.aside(checkout, Files.createTempDirectory("egress-demo")))) {
                    product.start();
                    passed = call(product.api(), product.settings());
                }
            }
        } catch (LaunchException e) {
            System.err.println(e.getMessage());
            passed = false;
        }
        System.exit(passed ? 0 : 1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).trim();
        } catch (IOException e) {
            throw new LaunchException("The token can't be read from " + file + ".", e);
        }
    }

    private static boolean call(Api api, Settings settings) {
        var suffix = Long.toString(System.currentTimeMillis() % 1_000_000);
        var number = "+4930" + "1000000".substring(suffix.length()) + suffix;
        var trunkId = "demo-" + suffix;
        var check = new DigestCheck("demo.example", "demo", PASSWORD, "SHA-256", true);
        try (var carrier = new Carrier("carrier", CARRIER_ADDRESS, Ports.free(), Optional.of(check), 200);
                var agent = new Agent(
                        "127.0.0.1", Ports.free(), new InetSocketAddress(settings.sipHost(), settings.sipPort()))) {
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
