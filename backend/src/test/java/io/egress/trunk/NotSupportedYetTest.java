package io.egress.trunk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.problem.Violation;
import io.egress.problem.Violations;
import io.egress.web.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotSupportedYetTest {
    private static List<Violation> refused(String member) {
        var violations = new Violations();
        NotSupportedYet.check(StrictJson.object(("{" + member + "}").getBytes(StandardCharsets.UTF_8), TrunkRequest.class),
                violations);
        return violations.inOrder();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/authMethod         | \"authMethod\":\"registration\"",
        "/authMethod         | \"authMethod\":\"ip_and_digest\"",
        "/authMethod         | \"authMethod\":\"tls_mutual\"",
        "/allowedIps         | \"allowedIps\":[\"192.0.2.0/24\"]",
        "/tlsCertVariable    | \"tlsCertVariable\":\"CERT\"",
        "/maxConcurrentCalls | \"maxConcurrentCalls\":1",
        "/fromDomain         | \"fromDomain\":\"a.example\"",
        "/fromUser           | \"fromUser\":\"caller\"",
        "/identityHeader     | \"identityHeader\":\"pai\"",
        "/numberFormat       | \"numberFormat\":\"e164_plus\"",
        "/countryCode        | \"countryCode\":\"49\"",
        "/userPhone          | \"userPhone\":false",
        "/outboundProxy      | \"outboundProxy\":\"sip:p.example\"",
        "/tlsCaVariable      | \"tlsCaVariable\":\"CA\"",
    })
    void whatComesLaterIsRefusedWithASentence(String pointer, String member) {
        var violations = refused(member);
        assertEquals(List.of(pointer), violations.stream().map(Violation::pointer).toList());
        assertEquals("not_supported_yet", violations.get(0).code());
        assertEquals(true, violations.get(0).detail().contains("not supported yet"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "\"authMethod\":\"ip_only\"", "\"authMethod\":\"digest\"", "\"authMethod\":\"odd\"", "\"allowedIps\":[]",
        "\"allowedIps\":null", "\"maxConcurrentCalls\":0", "\"maxConcurrentCalls\":-1", "\"fromDomain\":null",
        "\"userPhone\":null", "\"tlsCertVariable\":null",
    })
    void theRestIsAMatterOfTheRules(String member) {
        assertEquals(List.of(), refused(member));
    }
}
