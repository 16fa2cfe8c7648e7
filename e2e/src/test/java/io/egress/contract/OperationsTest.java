package io.egress.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the linter has no rule for. */
class OperationsTest {
    private static final Contract CONTRACT = Contract.present();

    @Test
    void everyLimitSaysItsOwn() {
        assertEquals(
                List.of(),
                parameters(parameter -> parameter.path("name").asText().equals("limit")
                        && !(parameter.at("/schema/minimum").isNumber()
                                && parameter.at("/schema/maximum").isNumber()
                                && parameter.at("/schema/default").isNumber())));
    }

    @Test
    void requestsSayThatUnknownMembersAreRefused() {
        var open = CONTRACT.operations().stream()
                .flatMap(operation -> operation.spec().at("/requestBody/content").properties().stream())
                .map(media -> CONTRACT.resolved(media.getValue().path("schema")))
                .filter(schema -> schema.has("properties")
                        && schema.path("additionalProperties").asBoolean(true))
                .map(schema -> schema.path("description").asText())
                .toList();
        assertEquals(List.of(), open);
    }

    @Test
    void nothingButProblemsIsAProblem() {
        var wrong = new ArrayList<String>();
        CONTRACT.operations().forEach(operation -> operation
                .spec()
                .get("responses")
                .properties()
                .forEach(answer -> {
                    boolean isGood = answer.getKey().startsWith("2");
                    CONTRACT.resolved(answer.getValue())
                            .path("content")
                            .fieldNames()
                            .forEachRemaining(type -> {
                                if (isGood == type.equals("application/problem+json")) {
                                    wrong.add(operation.id() + " " + answer.getKey() + " " + type);
                                }
                            });
                }));
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyPointInTimeIsWrittenAsOne() {
        var unclear = new ArrayList<String>();
        CONTRACT.root()
                .at("/components/schemas")
                .properties()
                .forEach(schema -> schema.getValue().path("properties").properties().stream()
                        .filter(member -> member.getKey().matches(".*(At|Until|After|Before)"))
                        .filter(member ->
                                !member.getValue().path("format").asText().equals("date-time"))
                        .forEach(member -> unclear.add(schema.getKey() + "." + member.getKey())));
        assertEquals(List.of(), unclear);
    }

    private static List<String> parameters(Predicate<JsonNode> wrong) {
        var found = new ArrayList<String>();
        CONTRACT.operations()
                .forEach(operation -> operation.spec().path("parameters").forEach(parameter -> {
                    if (wrong.test(CONTRACT.resolved(parameter))) {
                        found.add(operation.id() + " " + parameter.path("name").asText());
                    }
                }));
        return found;
    }
}
