package io.egress.trace;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class RequestIdTest {
    private static final String A_NEW_ONE = "[A-Za-z0-9._-]{1,64}";

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/egress-trunks", "/api/v1/nothing", "/api/v1/%ff", "/problems", "/q/health/live"})
    void everyAnswerCarriesTheIdThatItsRequestCameWith(String path) {
        given().urlEncodingEnabled(false)
                .header("X-Request-Id", "deploy-42.b_1")
                .get(path)
                .then()
                .header("X-Request-Id", equalTo("deploy-42.b_1"));
    }

    @Test
    void aRequestWithoutOneGetsOne() {
        given().get("/api/v1/egress-trunks").then().header("X-Request-Id", matchesPattern(A_NEW_ONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a\"b",
                "<script>",
                "",
                "0123456789012345678901234567890123456789012345678901234567890123x"
            })
    void oneThatCouldDoHarmInALogIsReplaced(String id) {
        given().header("X-Request-Id", id)
                .get("/problems")
                .then()
                .header("X-Request-Id", matchesPattern(A_NEW_ONE))
                .header("X-Request-Id", not(equalTo(id)));
    }
}
