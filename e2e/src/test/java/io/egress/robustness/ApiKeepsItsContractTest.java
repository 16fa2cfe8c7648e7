package io.egress.robustness;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Product;
import io.egress.system.RunningProduct;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A handful of S2's requests, so that an answer that openapi.yaml does not describe is found with the change that brings it. */
@ExtendWith(RunningProduct.class)
class ApiKeepsItsContractTest {
    @Test
    void theApiAnswersAsOpenapiYamlSays(Product product) throws Exception {
        var finding = ApiKeepsItsContract.on(product, 1_000, 7, List.of());
        assertTrue(finding.holds(), finding.line("S2"));
    }
}
