package io.egress.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The contract as a linter sees it; {@code contract/redocly.yaml} has the rules, an example for each body among them. */
class LintTest {
    @Test
    void redoclyFindsNothingInTheContract() {
        var lint = Node.tool(
                "redocly",
                "lint",
                "../../openapi.yaml",
                "--config",
                "redocly.yaml",
                "--lint-config",
                "error",
                "--format",
                "stylish");
        assertEquals(0, lint.status(), lint.out());
    }

    @Test
    void anOperationWithoutExamplesIsFound() {
        var contract = Contract.present();
        contract.object("/paths/~1api~1v1~1egress-trunks/post/requestBody/content/application~1json")
                .remove("examples");
        var lint = Node.tool(
                "redocly", "lint", contract.written().toString(), "--config", "redocly.yaml", "--format", "stylish");
        assertEquals(1, lint.status(), lint.out());
        assertTrue(lint.out().contains("every-body-has-an-example"), lint.out());
    }
}
