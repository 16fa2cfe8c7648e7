package io.egress.trace;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.egress.testing.Collector;
import io.egress.testing.RealPostgresAndRedis;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Unless they are switched on, no spans leave, even if there is a collector. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
@TestProfile(NoTracesTest.CollectorAlone.class)
class NoTracesTest {
    private static final Collector COLLECTOR = new Collector();

    @Inject
    OpenTelemetry telemetry;

    public static class CollectorAlone implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return COLLECTOR.settings();
        }
    }

    @AfterAll
    static void stop() {
        COLLECTOR.close();
    }

    @Test
    void nothingIsSent() {
        given().auth()
                .oauth2(RealPostgresAndRedis.TOKEN)
                .get("/api/v1/base-numbers")
                .then()
                .statusCode(200);
        assertInstanceOf(OpenTelemetrySdk.class, telemetry)
                .getSdkTracerProvider()
                .forceFlush()
                .join(10, TimeUnit.SECONDS);
        assertEquals(List.of(), COLLECTOR.arrived());
    }
}
