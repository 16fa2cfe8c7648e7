package io.egress.trunk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.egress.problem.Violations;
import io.egress.security.Secret;
import io.egress.testing.Pems;
import io.egress.testing.RealPostgresAndRedis;
import io.egress.variable.TeamVariable;
import io.egress.web.StrictJson;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every rule of a trunk, one line each: what is changed in a good trunk, and which complaints must come of it. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class TrunkRulesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> GOOD = Map.of(
            "ip_only", "{}",
            "digest", "{\"authUser\":\"u\",\"authPass\":\"p\"}",
            "registration", "{\"authUser\":\"u\",\"authPass\":\"p\",\"sipUri\":\"sip:user@a.example\"}",
            "ip_and_digest", "{\"authUser\":\"u\",\"authPass\":\"p\",\"allowedIps\":[\"192.0.2.0/24\"]}",
            "tls_mutual", "{\"transport\":\"tls\",\"tlsCertVariable\":\"CERT\"}");

    @Inject
    TrunkRules rules;

    /** CERT, TEXT_CERT and CA are good; the others are called after the file that they hold. */
    private static Optional<TeamVariable> variable(String name) {
        var held = Map.of(
                "CERT",
                "chain",
                "TEXT_CERT",
                "chain",
                "CA",
                "ca",
                "EXPIRED",
                "expired",
                "ENCRYPTED",
                "encrypted-pkcs8",
                "MISMATCH",
                "key-of-another",
                "NO_KEY",
                "ca",
                "KEY_ALONE",
                "key-alone");
        boolean secret = !name.startsWith("TEXT") && !name.equals("CA");
        return Optional.ofNullable(held.get(name))
                .map(file -> new TeamVariable("default", name, secret, Secret.of(Pems.text(file))));
    }

    private record Judged(Optional<Trunk> trunk, Violations violations) {}

    private Judged judge(String method, String changes) throws Exception {
        var trunk = JSON.createObjectNode()
                .put("name", "Acme")
                .put("sipUri", "sip:a.example")
                .put("enabled", true)
                .put("transport", "udp")
                .put("authMethod", method)
                .put("callerIdMode", "passthrough");
        trunk.setAll((ObjectNode) JSON.readTree(GOOD.get(method)));
        trunk.setAll((ObjectNode) JSON.readTree("{" + changes + "}"));
        var id = trunk.has("trunkId") ? trunk.get("trunkId").textValue() : "acme";
        var request = StrictJson.object(JSON.writeValueAsBytes(trunk), TrunkRequest.class);
        var violations = new Violations();
        var password = Optional.ofNullable(request.authPass()).map(Secret::of);
        return new Judged(rules.check(id, request, password, TrunkRulesTest::variable, violations), violations);
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvFileSource(resources = "/trunk-rules.csv", delimiter = '|', quoteCharacter = '`', emptyValue = "")
    void aRule(String method, String changes, String complaints) throws Exception {
        var judged = judge(method, changes == null ? "" : changes);
        var found = judged.violations().inOrder();
        assertEquals(
                complaints.equals("good") ? "" : complaints,
                found.stream()
                        .map(violation ->
                                violation.pointer() + " " + violation.code().slug())
                        .collect(Collectors.joining(", ")));
        assertEquals(found.isEmpty(), judged.trunk().isPresent());
        found.forEach(violation -> assertTrue(violation.detail().matches("[A-Za-z].*\\."), violation.detail()));
    }

    @Test
    void whatIsLeftOutHasItsDefault() throws Exception {
        var trunk = judge("ip_only", "").trunk().orElseThrow();
        assertEquals(50, trunk.priority());
        assertEquals(0, trunk.maxConcurrentCalls());
        assertEquals(Optional.empty(), trunk.ringTimeout());
        assertEquals(List.of("PCMA", "PCMU"), trunk.codecs());
        assertEquals(new AuthMethod.IpOnly(), trunk.authMethod());
        assertEquals(
                new Habits(Optional.empty(), FromUser.CALLER, IdentityHeader.PAI, new NumberFormat.E164Plus(), false),
                trunk.habits());
    }

    @Test
    void whatIsWrittenSlightlyOffIsKeptInItsOneForm() throws Exception {
        var trunk = judge("digest", """
                "name":"  Acme  ","sipUri":" SIP:A.Example ","codecPreferences":["pcmu","OPUS","amr-wb"],
                "callerIdMode":"override","callerIdOverride":"+49 (30) 123-456","authRealm":" \"""").trunk().orElseThrow();
        assertEquals("Acme", trunk.name());
        assertEquals("sip:a.example", trunk.sipUri().text());
        assertEquals(List.of("PCMU", "opus", "AMR-WB"), trunk.codecs());
        assertEquals(new CallerId.Override("+4930123456"), trunk.callerId());
        assertEquals(
                Optional.empty(),
                ((AuthMethod.Digest) trunk.authMethod()).credentials().realm());
    }

    @Test
    void eachMethodCarriesWhatItNeeds() throws Exception {
        for (var method : GOOD.keySet()) {
            assertEquals(
                    method, judge(method, "").trunk().orElseThrow().authMethod().wireName());
        }
        var both = judge("ip_and_digest", "").trunk().orElseThrow();
        assertEquals(List.of("192.0.2.0/24"), both.allowedIps().orElseThrow().texts());
        assertEquals("p", both.authMethod().answer().orElseThrow().password().reveal());
        var mutual = (AuthMethod.TlsMutual)
                judge("tls_mutual", "").trunk().orElseThrow().authMethod();
        assertEquals("CERT", mutual.certificate().name());
        assertEquals(Pems.text("chain"), mutual.certificate().pem().reveal());
    }

    @Test
    void whatIsRegisteredIsTheUserPartElseTheUserNameUpToAnAt() throws Exception {
        assertEquals(
                Optional.of("user"),
                judge("registration", "").trunk().orElseThrow().registeredUser());
        var byName = "\"sipUri\":\"sip:a.example\",\"authUser\":\"bot@b.example\"";
        assertEquals(
                Optional.of("bot"),
                judge("registration", byName).trunk().orElseThrow().registeredUser());
        assertEquals(Optional.empty(), judge("digest", "").trunk().orElseThrow().registeredUser());
    }

    @Test
    void aTrunkNeverPrintsItsPassword() throws Exception {
        var trunk = judge("digest", "\"authPass\":\"s3cr3t-canary\"").trunk().orElseThrow();
        assertEquals(false, trunk.toString().contains("s3cr3t-canary"));
    }
}
