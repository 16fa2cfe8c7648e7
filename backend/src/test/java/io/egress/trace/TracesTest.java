package io.egress.trace;

import static io.restassured.RestAssured.given;

import io.egress.testing.Collector;
import io.egress.testing.Patience;
import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** With one setting the spans of requests arrive at a collector of OpenTelemetry. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
@TestProfile(TracesTest.TracesOn.class)
class TracesTest {
    private static final Collector COLLECTOR = new Collector();

    public static class TracesOn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(COLLECTOR.settings());
            settings.put("quarkus.otel.sdk.disabled", "false");
            return settings;
        }
    }

    @AfterAll
    static void stop() {
        COLLECTOR.close();
    }

    @Test
    void theSpanOfARequestArrivesWithTheNameThatLogsAndAuditHaveForIt() throws Exception {
        given().auth()
                .oauth2(RealPostgresAndRedis.TOKEN)
                .header("X-Request-Id", "traced-42")
                .get("/api/v1/base-numbers")
                .then()
                .statusCode(200);
        Patience.await("the span has arrived", () -> COLLECTOR.arrived().stream()
                .anyMatch(spans -> spans.contains("egress.request_id") && spans.contains("traced-42")));
    }
}
