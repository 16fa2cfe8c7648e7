package io.egress.launch;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The whole product on embedded and private parts: for {@code make run}, the demo and the tests alike. */
public final class Product implements AutoCloseable {
    /** The first user, an admin. */
    public static final String ADMIN = "admin";

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Settings settings;
    private final Programs programs;
    private final Postgres postgres;
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final List<Replica> replicas = new CopyOnWriteArrayList<>();
    private final Api api;
    private final String token;
    private final boolean freshToken;
    private final String adminPassword;
    private final boolean freshPassword;

    public Product(Settings settings) {
        this(settings, new Built());
    }

    Product(Settings settings, Programs programs) {
        this.settings = settings;
        this.programs = programs;
        Secrets.folder(settings.data());
        Secrets.folder(settings.logs());
        var tokenFile = settings.data().resolve("admin-token");
        freshToken = settings.adminToken() == null && !Files.exists(tokenFile);
        if (settings.adminToken() != null) {
            Secrets.write(tokenFile, settings.adminToken() + "\n");
        }
        token = Secrets.read(Secrets.kept(tokenFile, Secrets.token() + "\n"));
        freshPassword = !Files.exists(passwordFile());
        adminPassword = Secrets.read(Secrets.kept(passwordFile(), Secrets.token() + "\n"));
        api = new Api("http://127.0.0.1:" + settings.webPort(), token);
        postgres = new Postgres(settings.data(), settings.postgresPort());
        add(redis());
        add(service("service", settings.servicePort(), settings.checkout(), Map.of()));
        add(kamailio());
        add(programs.web(settings));
    }

    private void add(Part part) {
        parts.put(part.name(), part);
    }

    Path passwordFile() {
        return settings.data().resolve("admin-password");
    }

    private Path redisPassword() {
        return Secrets.kept(settings.data().resolve("redis-password"), Secrets.token() + "\n");
    }

    private Part redis() {
        var directory = Secrets.folder(settings.data().resolve("redis"));
        var conf = settings.data().resolve("redis.conf");
        Secrets.write(conf, """
                bind 127.0.0.1
                port %d
                dir "%s"
                appendonly yes
                save ""
                requirepass %s
                """.formatted(settings.redisPort(), directory, Secrets.read(redisPassword())));
        return new Part(
                "redis",
                settings.logs(),
                List.of(settings.program("usr/bin/redis-server"), conf.toString()),
                Map.of("LD_LIBRARY_PATH", settings.libraries()));
    }

    private Path proxyKeys() {
        return Secrets.keys(settings.data().resolve("proxy.keys"));
    }

    private Part service(String name, int port, Path release, Map<String, String> more) {
        var env = new LinkedHashMap<String, String>();
        env.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        env.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        env.putAll(postgres.access());
        env.put(
                "QUARKUS_REDIS_HOSTS",
                "redis://:" + Secrets.read(redisPassword()) + "@127.0.0.1:" + settings.redisPort());
        // Nobody sends requests elsewhere who would have to be waited for.
        env.put("QUARKUS_SHUTDOWN_DELAY", "0.1S");
        env.put("EGRESS_ADMIN_TOKEN", token);
        env.put("EGRESS_ADMIN_USER", ADMIN);
        env.put("EGRESS_ADMIN_PASSWORD", adminPassword);
        // nginx speaks plain http here, and says who calls.
        env.put("EGRESS_SESSIONS_SECURE", "false");
        env.put("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true");
        env.put("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES", "127.0.0.1");
        env.put(
                "EGRESS_AT_REST_KEYS_FILE",
                Secrets.keys(settings.data().resolve("at-rest.keys")).toString());
        env.put("EGRESS_PROXY_KEYS_FILE", proxyKeys().toString());
        env.put("EGRESS_CARRIER_NETWORKS_ALLOWED", settings.carrierNetworks());
        env.put(
                "EGRESS_PROXY_ADDRESSES",
                settings.sipHost() + ":" + settings.sipPort() + "," + settings.sipHost() + ":" + settings.sipsPort());
        env.putAll(settings.more());
        env.putAll(more);
        return new Part(name, settings.logs(), programs.service(release), env);
    }

    private Part kamailio() {
        var state = Secrets.folder(settings.data().resolve("kamailio"));
        var env = new LinkedHashMap<String, String>();
        env.put("EGRESS_NODE", "proxy-1");
        env.put("EGRESS_SIP_HOST", settings.sipHost());
        env.put("EGRESS_SIP_PORT", Integer.toString(settings.sipPort()));
        env.put("EGRESS_SIPS_PORT", Integer.toString(settings.sipsPort()));
        env.put("EGRESS_TLS_POOL", settings.tlsPool());
        env.put("EGRESS_REDIS_HOST", "127.0.0.1");
        env.put("EGRESS_REDIS_PORT", Integer.toString(settings.redisPort()));
        env.put("EGRESS_REDIS_PASSWORD_FILE", redisPassword().toString());
        env.put("EGRESS_PROXY_KEYS_FILE", proxyKeys().toString());
        env.put("EGRESS_STATE_DIR", state.toString());
        // A node that is alone has nobody to leave its calls to.
        env.put("EGRESS_DRAIN_S", "0");
        env.put("EGRESS_TRUSTED_SOURCES", settings.trustedSources());
        env.put("EGRESS_CARRIER_NETWORKS_ALLOWED", settings.carrierNetworks());
        env.put("EGRESS_CARRIER_CA_FILE", settings.carrierCa());
        env.put("EGRESS_TLS_CERT_FILE", settings.data().resolve("sips.crt").toString());
        env.put("EGRESS_TLS_KEY_FILE", settings.data().resolve("sips.key").toString());
        env.put("EGRESS_PARTS_ROOT", settings.parts().toString());
        env.putAll(settings.more());
        return new Part(
                "kamailio",
                settings.logs(),
                List.of(settings.checkout().resolve("kamailio/start").toString()),
                env);
    }

    /** Starts everything and waits until it is ready: healthy, and Kamailio has the present revision. */
    public void start() {
        start(PATIENCE);
    }

    void start(Duration patience) {
        Leftovers.stop(settings.data());
        postgres.stopLeftover();
        requireFreePorts();
        certificate();
        try {
            postgres.start();
            for (var part : parts.values()) {
                part.start();
            }
            Leftovers.remember(settings.data());
            api.awaitReady(patience, this::requireAlive);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts PostgreSQL and Redis alone, for those who start replicas of the service beside them. */
    public void startStores() {
        postgres.start();
        parts.get("redis").start();
    }

    /** One more service on the same PostgreSQL and Redis, not started yet. @param more of its environment */
    public Replica replica(String name, Map<String, String> more) {
        return replica(name, Ports.free(), settings.checkout(), more);
    }

    /** The same at a port that is known already. @param release the checkout whose service it is */
    public Replica replica(String name, int port, Path release, Map<String, String> more) {
        var replica = new Replica(service(name, port, release, more), new Api("http://127.0.0.1:" + port, token));
        replicas.add(replica);
        return replica;
    }

    /** Starts Redis and Kamailio alone, for tests of the contract between them. */
    public void startProxyAlone() {
        parts.get("redis").start();
        startProxyOnly();
    }

    /** Starts Kamailio alone, on a Redis of somebody else. */
    public void startProxyOnly() {
        certificate();
        parts.get("kamailio").start();
    }

    private void requireFreePorts() {
        Ports.requireFree("127.0.0.1", settings.webPort(), "EGRESS_WEB_PORT");
        Ports.requireFree(settings.sipHost(), settings.sipPort(), "EGRESS_SIP_PORT");
        Ports.requireFree(settings.sipHost(), settings.sipsPort(), "EGRESS_SIPS_PORT");
        Ports.requireFree("127.0.0.1", settings.postgresPort(), "EGRESS_POSTGRES_PORT");
        Ports.requireFree("127.0.0.1", settings.redisPort(), "EGRESS_REDIS_PORT");
    }

    private void requireAlive() {
        for (var part : parts.values()) {
            if (part.hasDied()) {
                throw new LaunchException(part.name() + " ended at its start; see " + part.log() + ".");
            }
        }
    }

    /** The certificate of Kamailio's own TLS socket, for as long as there is no better one. */
    private void certificate() {
        var key = settings.data().resolve("sips.key");
        var certificate = settings.data().resolve("sips.crt");
        if (Files.exists(certificate)) {
            return;
        }
        var openssl = new Part(
                "openssl",
                settings.logs(),
                List.of(
                        settings.program("usr/bin/openssl"),
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:prime256v1",
                        "-nodes",
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString(),
                        "-days",
                        "3650",
                        "-subj",
                        "/CN=" + settings.sipHost()),
                Map.of(
                        "LD_LIBRARY_PATH",
                        settings.libraries(),
                        "OPENSSL_CONF",
                        settings.program("etc/ssl/openssl.cnf")));
        openssl.start();
        openssl.await();
        if (!Files.exists(certificate)) {
            throw new LaunchException("The certificate for the TLS socket can't be made; see " + openssl.log() + ".");
        }
    }

    /** Starts parts again that died by themselves, saying so. */
    void watch(Consumer<String> say) {
        watch(parts.keySet(), say);
    }

    void watch(Collection<String> names, Consumer<String> say) {
        for (var name : names) {
            var part = parts.get(name);
            if (part.hasDied()) {
                say.accept(part.name() + " died and is started again; see " + part.log());
                part.start();
                Leftovers.remember(settings.data());
            }
        }
    }

    public Part part(String name) {
        return parts.get(name);
    }

    public Postgres postgres() {
        return postgres;
    }

    public Api api() {
        return api;
    }

    public Settings settings() {
        return settings;
    }

    /** Where agents send their calls. */
    public InetSocketAddress sip() {
        return new InetSocketAddress(settings.sipHost(), settings.sipPort());
    }

    public String token() {
        return token;
    }

    /** With which the first user was made; it may have been changed since. */
    public String adminPassword() {
        return adminPassword;
    }

    /** Whether the password was made just now. */
    boolean hasFreshPassword() {
        return freshPassword;
    }

    /** Whether the token was made just now. */
    boolean hasFreshToken() {
        return freshToken;
    }

    @Override
    public void close() {
        replicas.forEach(replica -> replica.part().stop());
        for (var name : List.of("web", "kamailio", "service", "redis")) {
            parts.get(name).stop();
        }
        postgres.stop();
        Leftovers.forget(settings.data());
    }
}
