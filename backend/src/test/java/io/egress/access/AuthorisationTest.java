package io.egress.access;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.matrix.Matrix;
import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Everybody is answered by every operation as src/matrix/resources/authorisation.txt says. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class AuthorisationTest {
    @Test
    void everybodyDoesWhatTheTableSaysAndNothingElse() throws IOException {
        var matrix = new Matrix("http://127.0.0.1:" + RestAssured.port, RealPostgresAndRedis.TOKEN);
        assertEquals(Set.of(), matrix.unmatched(), "give the operation a row in authorisation.txt");
        assertEquals(List.of(), matrix.deviations());
    }

    /** Nobody is asked who he is there: they belong behind the operator's network. */
    @Test
    void healthMetricsAndContractAreOpen() {
        for (var path : List.of("/q/health/live", "/q/health/ready", "/q/metrics", "/q/openapi", "/q/swagger-ui/")) {
            given().get(path).then().statusCode(200);
        }
    }
}
