package io.egress.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the contract says of secrets: each is marked, is only ever sent, and no answer has one but that which hands it out. */
class SecretsTest {
    /** Members that hold one; those with Set, ChangedAt, Variable and the like behind tell about one. */
    private static final Pattern SECRET = Pattern.compile("(?i).*(pass|password|secret|token|privateKey)");
    /** A token is shown once, by the answer that makes it; the session's proof is for the page that holds the session. */
    private static final Set<String> HANDED_OUT =
            Set.of("createToken /token", "signIn /csrfToken", "getSession /csrfToken");

    private static final Contract CONTRACT = Contract.present();

    @Test
    void everySecretOfARequestIsMarked() {
        var unmarked = new ArrayList<String>();
        for (var operation : CONTRACT.operations()) {
            members(operation.spec().at("/requestBody/content"), (name, schema) -> {
                if (SECRET.matcher(name).matches() && !(schema.path("writeOnly").asBoolean() && isSecret(schema))) {
                    unmarked.add(operation.id() + " " + name);
                }
            });
        }
        assertEquals(List.of(), unmarked);
    }

    @Test
    void noAnswerHasOneButThatWhichHandsItOut() {
        var shown = new ArrayList<String>();
        for (var operation : CONTRACT.operations()) {
            operation
                    .spec()
                    .get("responses")
                    .forEach(answer -> members(CONTRACT.resolved(answer).path("content"), (name, schema) -> {
                        boolean secret = SECRET.matcher(name).matches() || isSecret(schema);
                        if ((secret || schema.path("writeOnly").asBoolean()) && !isHandedOut(operation, name, schema)) {
                            shown.add(operation.id() + " " + name);
                        }
                    }));
        }
        assertEquals(List.of(), shown);
    }

    private static boolean isHandedOut(Contract.Operation operation, String name, JsonNode schema) {
        return HANDED_OUT.contains(operation.id() + " " + name)
                && schema.path("readOnly").asBoolean()
                && isSecret(schema);
    }

    @Test
    void secretsAreFoundAtAll() {
        var found = new HashSet<String>();
        CONTRACT.operations()
                .forEach(operation -> members(operation.spec().at("/requestBody/content"), (name, schema) -> {
                    if (isSecret(schema)) {
                        found.add(name);
                    }
                }));
        assertTrue(found.containsAll(Set.of("/authPass", "/value")), found::toString);
    }

    private interface Visit {
        void member(String pointer, JsonNode schema);
    }

    private static void members(JsonNode content, Visit visit) {
        content.forEach(media -> members(media.path("schema"), "", new HashSet<>(), visit));
    }

    private static void members(JsonNode given, String pointer, Set<JsonNode> above, Visit visit) {
        var schema = CONTRACT.resolved(given);
        if (!above.add(given)) {
            return;
        }
        schema.path("properties").properties().forEach(member -> {
            visit.member(pointer + "/" + member.getKey(), member.getValue());
            members(member.getValue(), pointer + "/" + member.getKey(), above, visit);
        });
        members(schema.path("items"), pointer, above, visit);
        for (var part : List.of("allOf", "anyOf", "oneOf")) {
            schema.path(part).forEach(alternative -> members(alternative, pointer, above, visit));
        }
        above.remove(given);
    }

    private static boolean isSecret(JsonNode schema) {
        return "secret".equals(schema.path("x-sensitivity").asText());
    }
}
