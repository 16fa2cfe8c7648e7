package io.egress.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** An OpenID provider as far as an API meets it: its discovery document, its keys, and tokens that it signs. Away at first. */
public class IdentityProvider implements QuarkusTestResourceLifecycleManager {
    static final String AUDIENCE = "egress-trunks";

    private static final AtomicInteger KEYS = new AtomicInteger();
    private static HttpServer server;
    private static volatile Key key;
    private static volatile boolean isAway = true;

    /** @param id by which a token names it */
    record Key(String id, KeyPair pair) {
        static Key fresh() {
            try {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                return new Key("key-" + KEYS.incrementAndGet(), generator.generateKeyPair());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        private String published() {
            var pub = (RSAPublicKey) pair.getPublic();
            return "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}"
                    .formatted(
                            id,
                            base64(pub.getModulus().toByteArray()),
                            base64(pub.getPublicExponent().toByteArray()));
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    static void comeBack() {
        isAway = false;
    }

    static Key key() {
        return key;
    }

    /** From now on another key signs, and the old one is not published any more. */
    static void rotate() {
        key = Key.fresh();
    }

    /** What a token says unless a test wants something else. */
    record Said(String issuer, String audience, Duration lifetime, Map<String, Object> claims) {
        static Said of(String team, String... roles) {
            return new Said(
                    IdentityProvider.issuer(),
                    AUDIENCE,
                    Duration.ofMinutes(5),
                    Map.of("preferred_username", "grace", "team", team, "roles", List.of(roles)));
        }

        String signed(Key by) {
            var now = Instant.now();
            return Jwt.claims(claims)
                    .subject("0815")
                    .issuer(issuer)
                    .audience(Set.of(audience))
                    .issuedAt(now.minus(Duration.ofHours(1)))
                    .expiresAt(now.plus(lifetime))
                    .jws()
                    .keyId(by.id())
                    .sign(by.pair().getPrivate());
        }

        String signed() {
            return signed(key);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            key = Key.fresh();
            isAway = true;
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/.well-known/openid-configuration", exchange -> answer(exchange, """
                    {"issuer":"%1$s","jwks_uri":"%1$s/keys","authorization_endpoint":"%1$s/authorize",
                     "token_endpoint":"%1$s/token","introspection_endpoint":"%1$s/introspect",
                     "response_types_supported":["code"],"subject_types_supported":["public"],
                     "id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer())));
            server.createContext("/keys", exchange -> answer(exchange, "{\"keys\":[" + key.published() + "]}"));
            server.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return Map.of(
                "egress.oidc.auth-server-url",
                issuer(),
                "egress.oidc.audience",
                AUDIENCE,
                "egress.oidc.key-refresh",
                "PT1S",
                "egress.oidc.roles",
                "viewer=viewer,editor=editor,egress/admins=admin");
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        try (exchange) {
            if (isAway) {
                return;
            }
            var bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
