package io.egress.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.launch.Ports;
import io.egress.launch.Product;
import io.egress.sip.Agent;
import io.egress.sip.Carrier;
import io.egress.sip.DigestCheck;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningProduct.class)
class TrunkSavedInThePageTest {
    private static final Path BROWSER = Path.of("browser").toAbsolutePath();
    private static final String NUMBER = "+493055512345";

    @Test
    void aCallGoesOutOverItWithTheRightDigest(Product product) throws Exception {
        var check = new DigestCheck("carrier.example", "page-user", "page pass\"word", "SHA-256", true);
        try (var carrier = new Carrier("carrier", "127.0.30.1", Ports.free(), Optional.of(check), 200);
                var agent = new Agent("127.0.0.1", Ports.free(),
                        new InetSocketAddress("127.0.0.1", product.settings().sipPort()))) {
            var chromium = run(List.of(BROWSER.resolve("chromium").toString()), Map.of()).trim();
            run(List.of("node", "save-trunk.mjs"), Map.of(
                    "CHROMIUM", chromium, "ORIGIN", product.api().origin(), "PASSWORD", product.adminPassword(),
                    "NUMBER", NUMBER, "TRUNK_ID", "page-trunk", "SIP_URI", "sip:" + carrier.hostPort(),
                    "AUTH_USER", check.user(), "AUTH_PASS", check.password(),
                    "PICTURE", Path.of("target/page.png").toAbsolutePath().toString()));
            var call = agent.call(Agent.Invitation.to("+4989555", NUMBER));
            assertEquals(200, call.answer().status(), "the carrier takes the credentials");
            assertEquals(200, agent.hangUp(call));
        }
    }

    private static String run(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(BROWSER.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        var process = builder.start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), String.join(" ", command));
        return out;
    }
}
