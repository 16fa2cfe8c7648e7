package io.egress.trunk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.egress.problem.Violations;
import io.egress.security.Secret;
import io.egress.variable.TeamVariable;
import io.egress.web.PlainConstraints;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The trunks of a golden's desired.json, by way of the API's own reading and rules. */
public final class DesiredTrunks {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TrunkRules RULES = new TrunkRules(
            PlainConstraints.create(),
            new CarrierPlaces(Optional.of("127.0.10.0/24"), Optional.empty()),
            new AuthRules(new TlsVariables(Clock.systemUTC())));

    private DesiredTrunks() {}

    public static List<PublishedTrunk> of(JsonNode desired) {
        var variables = new HashMap<String, TeamVariable>();
        desired.path("variables")
                .forEach(node -> variables.put(
                        node.get("name").asText(),
                        new TeamVariable(
                                "default",
                                node.get("name").asText(),
                                node.get("type").asText().equals("secret"),
                                Secret.of(node.get("value").asText()))));
        var trunks = new ArrayList<PublishedTrunk>();
        for (var node : desired.get("trunks")) {
            var members = ((ObjectNode) node).deepCopy();
            long revision = members.remove("revision").asLong();
            trunks.add(new PublishedTrunk(trunk(members, variables), revision));
        }
        return trunks;
    }

    private static Trunk trunk(JsonNode members, Map<String, TeamVariable> variables) {
        try {
            var request = JSON.treeToValue(members, TrunkRequest.class);
            var violations = new Violations();
            var trunk = RULES.check(
                    request.trunkId(),
                    request,
                    Optional.ofNullable(request.authPass()).map(Secret::of),
                    name -> Optional.ofNullable(variables.get(name)),
                    violations);
            violations.throwIfAny();
            return trunk.orElseThrow();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
