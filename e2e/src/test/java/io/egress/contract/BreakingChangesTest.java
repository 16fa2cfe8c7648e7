package io.egress.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that were generated from the last tagged contract go on working with the present one. */
class BreakingChangesTest {
    private static final Path TAGGED = Path.of("contract/tagged.yaml").toAbsolutePath();
    private static final Path PRESENT = Path.of("../openapi.yaml").toAbsolutePath();
    private static final String TRUNK = "/components/schemas/Trunk";
    private static final String REQUEST = "/components/schemas/TrunkRequest";
    private static final String LIST = "/paths/~1api~1v1~1egress-trunks/get";

    @Test
    void theContractBreaksNoClientOfTheTaggedOne() {
        var outcome = differs(PRESENT);
        assertEquals(0, outcome.status(), outcome.out());
    }

    static Stream<Named<Consumer<Contract>>> breaking() {
        return Stream.of(
                change("an operation goes", contract -> contract.object("/paths/~1api~1v1~1egress-trunks")
                        .remove("get")),
                change("an operation's name changes", contract -> contract.object(LIST)
                        .put("operationId", "findTrunks")),
                change("a member of an answer goes", contract -> contract.object(TRUNK + "/properties")
                        .remove("authUser")),
                change(
                        "a member of an answer may be missing",
                        contract -> ((ArrayNode) contract.object(TRUNK).get("required")).remove(0)),
                change("a member of an answer has another type", contract -> contract.object(
                                TRUNK + "/properties/priority")
                        .put("type", "string")),
                change("a new member is required in a request", contract -> {
                    contract.object(REQUEST + "/properties").putObject("colour").put("type", "string");
                    ((ArrayNode) contract.object(REQUEST).get("required")).add("colour");
                }),
                change("a member of a request may be less long", contract -> contract.object(
                                REQUEST + "/properties/name")
                        .put("maxLength", 10)),
                change("a value of a request is not taken any more", contract -> ((ArrayNode)
                                contract.object(REQUEST + "/properties/transport")
                                        .get("enum"))
                        .remove(0)),
                change(
                        "a parameter goes",
                        contract -> ((ArrayNode) contract.object(LIST).get("parameters")).remove(0)),
                change("a new parameter is required", contract -> ((ArrayNode)
                                contract.object(LIST).get("parameters"))
                        .addObject()
                        .put("name", "colour")
                        .put("in", "query")
                        .put("required", true)
                        .putObject("schema")
                        .put("type", "string")));
    }

    @ParameterizedTest
    @MethodSource("breaking")
    void whatBreaksClientsIsFound(Consumer<Contract> change) {
        assertEquals(1, after(change).status());
    }

    static Stream<Named<Consumer<Contract>>> harmless() {
        return Stream.of(
                change("nothing", contract -> {}),
                change("a new operation", contract -> contract.object("/paths/~1api~1v1~1egress-trunks")
                        .set("head", contract.object(LIST).deepCopy().put("operationId", "probeEgressTrunks"))),
                change("a new member of an answer", contract -> contract.object(TRUNK + "/properties")
                        .putObject("colour")
                        .put("type", "string")),
                change("a new member that a request may have", contract -> contract.object(REQUEST + "/properties")
                        .putObject("colour")
                        .put("type", "string")),
                change("a new parameter that may be left out", contract -> ((ArrayNode)
                                contract.object(LIST).get("parameters"))
                        .addObject()
                        .put("name", "colour")
                        .put("in", "query")
                        .putObject("schema")
                        .put("type", "string")));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void whatBreaksNoClientIsLetThrough(Consumer<Contract> change) {
        var outcome = after(change);
        assertEquals(0, outcome.status(), outcome.out());
    }

    private static Named<Consumer<Contract>> change(String name, Consumer<Contract> change) {
        return Named.of(name, change);
    }

    private static Node.Outcome after(Consumer<Contract> change) {
        var changed = Contract.of(TAGGED);
        change.accept(changed);
        return differs(changed.written());
    }

    private static Node.Outcome differs(Path revision) {
        return Node.tool("redocly", "diff", TAGGED.toString(), revision.toString(), "--config", "redocly.yaml");
    }
}
