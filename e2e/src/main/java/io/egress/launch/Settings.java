package io.egress.launch;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What {@code make run} can be told, by the environment.
 *
 * @param checkout the product's own folder
 * @param data everything that is kept
 * @param adminToken null: one is made and kept
 * @param tlsPool ports for trunks with a certificate or CA of their own, {@code 5062-5077}
 * @param carrierCa file with the CAs of TLS carriers; "": the system's
 * @param more environment of service and proxy beside what the other settings say, or in its place
 */
public record Settings(
        Path checkout,
        Path data,
        int webPort,
        String sipHost,
        int sipPort,
        int sipsPort,
        String tlsPool,
        int postgresPort,
        int redisPort,
        int servicePort,
        String adminToken,
        String trustedSources,
        String carrierNetworks,
        String carrierCa,
        Map<String, String> more) {

    /** @throws LaunchException for a port that is none */
    public static Settings of(Path checkout, Map<String, String> env) {
        return new Settings(
                checkout,
                checkout.resolve(env.getOrDefault("EGRESS_DATA_DIR", ".run"))
                        .toAbsolutePath()
                        .normalize(),
                port(env, "EGRESS_WEB_PORT", 8080),
                env.getOrDefault("EGRESS_SIP_HOST", "127.0.0.1"),
                port(env, "EGRESS_SIP_PORT", 5060),
                port(env, "EGRESS_SIPS_PORT", 5061),
                env.getOrDefault("EGRESS_TLS_POOL", "5062-5077"),
                port(env, "EGRESS_POSTGRES_PORT", 15432),
                port(env, "EGRESS_REDIS_PORT", 16379),
                Ports.free(),
                env.get("EGRESS_ADMIN_TOKEN"),
                env.getOrDefault("EGRESS_TRUSTED_SOURCES", "127.0.0.1/32"),
                env.getOrDefault("EGRESS_CARRIER_NETWORKS_ALLOWED", "127.0.0.0/8"),
                env.getOrDefault("EGRESS_CARRIER_CA_FILE", ""),
                Map.of());
    }

    /** For tests: free ports, and a data directory of their own. */
    public static Settings aside(Path checkout, Path data) {
        return new Settings(
                checkout,
                data,
                Ports.free(),
                "127.0.0.1",
                Ports.free(),
                Ports.free(),
                Ports.freeRange(4),
                Ports.free(),
                Ports.free(),
                Ports.free(),
                null,
                "127.0.0.1/32",
                "127.0.0.0/8",
                "",
                Map.of());
    }

    /** The same with other CAs for TLS carriers. */
    public Settings withCarrierCa(Path file) {
        return changed(sipHost, redisPort, file.toString(), more);
    }

    /** The same with more environment for service and proxy. */
    public Settings with(String name, String value) {
        var all = new HashMap<>(more);
        all.put(name, value);
        return changed(sipHost, redisPort, carrierCa, Map.copyOf(all));
    }

    /** The same for one more proxy at another address, which uses this Redis. */
    public Settings withProxyAt(String host, int redis) {
        return changed(host, redis, carrierCa, more);
    }

    /** The same with the proxy of another release. */
    public Settings withCheckout(Path other) {
        return new Settings(
                other,
                data,
                webPort,
                sipHost,
                sipPort,
                sipsPort,
                tlsPool,
                postgresPort,
                redisPort,
                servicePort,
                adminToken,
                trustedSources,
                carrierNetworks,
                carrierCa,
                more);
    }

    private Settings changed(String host, int redis, String ca, Map<String, String> environment) {
        return new Settings(
                checkout,
                data,
                webPort,
                host,
                sipPort,
                sipsPort,
                tlsPool,
                postgresPort,
                redis,
                servicePort,
                adminToken,
                trustedSources,
                carrierNetworks,
                ca,
                environment);
    }

    private static int port(Map<String, String> env, String name, int otherwise) {
        try {
            int port = Integer.parseInt(env.getOrDefault(name, Integer.toString(otherwise)));
            if (port > 0 && port < 65536) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new LaunchException(name + " is no port; give a number from 1 to 65535.");
    }

    /** The service itself, without the web server before it, which keeps what is for operators to itself. */
    public String serviceOrigin() {
        return "http://127.0.0.1:" + servicePort;
    }

    Path parts() {
        return checkout.resolve(".parts/debian");
    }

    /** One of the private copies. */
    String program(String path) {
        return parts().resolve(path).toString();
    }

    /** Where they find theirs. */
    String libraries() {
        var architecture = System.getProperty("os.arch").replace("amd64", "x86_64");
        return program("usr/lib/" + architecture + "-linux-gnu");
    }

    Path logs() {
        return data.resolve("logs");
    }
}
