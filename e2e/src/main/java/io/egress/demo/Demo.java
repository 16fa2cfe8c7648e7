package io.egress.demo;

import io.egress.launch.Api;
import io.egress.launch.LaunchException;
import io.egress.launch.Product;
import io.egress.launch.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * {@code make demo}: a digest trunk to a simulated carrier, and a call over it; on a running product, else its own. Where
 * {@code EGRESS_ORIGIN} names the service, as in a container: there, with {@code EGRESS_ADMIN_TOKEN_FILE}, the proxy at
 * {@code EGRESS_SIP_HOST} and {@code EGRESS_SIP_PORT}, and {@code EGRESS_DEMO_HOST}, where carrier and agent are.
 */
public final class Demo {
    private static final String CARRIER_HOST = "127.0.20.1";
    private static final String AGENT_HOST = "127.0.0.1";

    private Demo() {}

    public static void main(String[] arguments) throws IOException {
        boolean passed;
        try {
            var env = System.getenv();
            passed = env.containsKey("EGRESS_ORIGIN") ? elsewhere(env).place() : here(arguments[0]);
        } catch (LaunchException e) {
            System.err.println(e.getMessage());
            passed = false;
        }
        System.exit(passed ? 0 : 1);
    }

    private static DemoCall elsewhere(Map<String, String> env) {
        var api = new Api(env.get("EGRESS_ORIGIN"), read(Path.of(env.get("EGRESS_ADMIN_TOKEN_FILE"))));
        var proxy = new InetSocketAddress(
                env.get("EGRESS_SIP_HOST"), Integer.parseInt(env.getOrDefault("EGRESS_SIP_PORT", "5060")));
        return new DemoCall(api, proxy, env.get("EGRESS_DEMO_HOST"), env.get("EGRESS_DEMO_HOST"));
    }

    private static boolean here(String argument) throws IOException {
        var checkout = Path.of(argument).toAbsolutePath().normalize();
        var running = Settings.of(checkout, System.getenv());
        var tokenFile = running.data().resolve("admin-token");
        var token = Optional.ofNullable(running.adminToken())
                .or(() -> Files.exists(tokenFile) ? Optional.of(read(tokenFile)) : Optional.empty());
        var api = token.map(known -> new Api("http://127.0.0.1:" + running.webPort(), known));
        if (api.isPresent() && api.get().isReady()) {
            return of(api.get(), running).place();
        }
        System.out.println("No product is running here; starting one aside ...");
        try (var product = new Product(Settings.aside(checkout, Files.createTempDirectory("egress-demo")))) {
            product.start();
            return of(product.api(), product.settings()).place();
        }
    }

    private static DemoCall of(Api api, Settings settings) {
        return new DemoCall(
                api, new InetSocketAddress(settings.sipHost(), settings.sipPort()), CARRIER_HOST, AGENT_HOST);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).trim();
        } catch (IOException e) {
            throw new LaunchException("The token can't be read from " + file + ".", e);
        }
    }
}
