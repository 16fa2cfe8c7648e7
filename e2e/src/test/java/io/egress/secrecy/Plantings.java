package io.egress.secrecy;

import static java.util.Map.entry;

import io.egress.sip.DigestCheck;
import io.egress.sip.ScriptedCarrier;
import io.egress.wire.Authority;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** How a secret is brought into each field that the contract marks as one. A new field needs a line here. */
final class Plantings {
    static final String TRUNK = "canary-trunk";
    static final String NUMBER = "+4930800001";
    static final String REALM = "carrier.example";

    private final ScriptedCarrier carrier;
    private final Authority authority;

    Plantings(ScriptedCarrier carrier, Authority authority) {
        this.carrier = carrier;
        this.authority = authority;
    }

    Map<String, Planting> byField() {
        return Map.ofEntries(
                entry("TrunkRequest.authPass", this::password),
                entry("TrunkPatch.authPass", this::patchedPassword),
                entry("VariableRequest.value", this::variable),
                entry("VariablePatch.value", Plantings::patchedVariable),
                entry("UserRequest.password", People::password),
                entry("UserPatch.password", People::patchedPassword),
                entry("SignInRequest.password", People::signIn),
                entry("Session.csrfToken", People::session),
                entry("PasswordRequest.password", People::presentPassword),
                entry("PasswordRequest.newPassword", People::newPassword),
                entry("NewToken.token", People::token));
    }

    /** Of the trunk that is called. */
    static DigestCheck check(String canary) {
        return new DigestCheck(REALM, "bot", canary, "MD5", true);
    }

    private List<Planted> password(Conversation api, String canary) throws Exception {
        var path = "/api/v1/egress-trunks/" + TRUNK;
        var body = """
                {"name":"Canary","sipUri":"sip:%s","enabled":true,"transport":"udp","authMethod":"digest","authUser":"bot",
                 "callerIdMode":"base_number","baseNumbers":["%s"],"authPass":"%s"}""".formatted(carrier.hostPort(), NUMBER, canary);
        api.done("PUT", "/api/v1/base-numbers/" + NUMBER, "{}");
        api.done("PUT", path, body);
        api.done("PUT", path, body);
        api.wrongly("PUT", path, body, canary);
        api.wrongly("POST", "/api/v1/egress-trunks", body, canary);
        var draft = "{\"trunk\":" + body.replaceFirst("\\{", "{\"trunkId\":\"" + TRUNK + "\",") + "}";
        api.done("POST", "/api/v1/route-preview", draft);
        api.wrongly("POST", "/api/v1/route-preview", draft, canary);
        api.done("GET", path, null);
        // What a digest is made of is as good as the password (RFC 7616 §3.4.2).
        var known = "bot:" + REALM + ":" + canary;
        return List.of(Planted.of(canary), Planted.of(hash("MD5", known)), Planted.of(hash("SHA-256", known)));
    }

    private List<Planted> patchedPassword(Conversation api, String canary) throws Exception {
        var path = "/api/v1/egress-trunks/canary-patched";
        api.done("PUT", path, """
                {"name":"Canary","sipUri":"sip:%s","enabled":true,"transport":"udp","authMethod":"digest","authUser":"bot",
                 "callerIdMode":"passthrough","authPass":"%s-before"}""".formatted(carrier.hostPort(), canary));
        api.patched(path, "authPass", canary, "\"priority\":-1");
        return List.of(Planted.of(canary));
    }

    private static List<Planted> patchedVariable(Conversation api, String canary) throws Exception {
        var path = "/api/v1/variables/CANARY_PATCHED";
        api.done("PUT", path, "{\"type\":\"secret\",\"value\":\"" + canary + "-before\"}");
        api.patched(path, "value", canary, "\"type\":\"text\"");
        return List.of(Planted.of(canary));
    }

    private static String hash(String algorithm, String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A text, and the private key of a certificate that a trunk shows. */
    private List<Planted> variable(Conversation api, String canary) throws Exception {
        var path = "/api/v1/variables/";
        var body = "{\"type\":\"secret\",\"value\":\"" + canary + "\"}";
        api.done("PUT", path + "CANARY", body);
        api.wrongly("PUT", path + "CANARY", body, canary);
        api.wrongly("POST", "/api/v1/variables", body.replaceFirst("\\{", "{\"name\":\"CANARY_2\","), canary);
        var identity = authority.identity("canary.example", "dns:canary.example");
        var pem = identity.pem().replace("\n", "\\n");
        api.done("PUT", path + "CANARY_CERT", "{\"type\":\"secret\",\"value\":\"" + pem + "\"}");
        api.done("PUT", "/api/v1/egress-trunks/canary-tls", """
                {"name":"Canary","sipUri":"sip:127.0.10.1:5061","enabled":true,"transport":"tls","authMethod":"tls_mutual",
                 "tlsCertVariable":"CANARY_CERT","callerIdMode":"passthrough"}""");
        var key = identity.key()
                .lines()
                .filter(line -> !line.startsWith("-----"))
                .findFirst()
                .orElseThrow();
        api.wrongly("PUT", path + "CANARY_CERT", "{\"type\":\"secret\",\"value\":\"" + key + "\"}", key);
        for (var name : List.of("CANARY", "CANARY_CERT")) {
            api.done("GET", path + name, null);
        }
        api.done("GET", "/api/v1/egress-trunks/canary-tls", null);
        return List.of(Planted.of(canary), Planted.of(key));
    }
}
