package io.egress.trunk;

import static io.egress.trunk.TrunkApi.TRUNKS;
import static io.egress.trunk.TrunkApi.admin;
import static io.egress.trunk.TrunkApi.ipOnly;
import static io.egress.trunk.TrunkApi.newId;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.egress.revision.Revisions;
import io.egress.testing.PostgresProcess;
import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class PostgresAwayTest {
    /** Far more than it should take, far less than for ever. */
    private static final Duration BOUNDED = Duration.ofSeconds(60);

    @Inject
    EntityManager entities;

    @Inject
    Revisions revisions;

    private static int save(String trunkId) {
        return admin().body(ipOnly(trunkId)).put(TRUNKS + "/" + trunkId).statusCode();
    }

    @Test
    void whoeverAsksWhilePostgresqlHangsHearsSoonThatItIsAwayAndNobodyHasToStartTheServiceAnew() throws Exception {
        var trunkId = newId("hung");
        var process = PostgresProcess.behind(entities);
        process.hang();
        try {
            assertTimeoutPreemptively(BOUNDED, () -> {
                admin().body(ipOnly(trunkId))
                        .put(TRUNKS + "/" + trunkId)
                        .then()
                        .statusCode(503)
                        .header("Retry-After", notNullValue())
                        .body("type", equalTo("/problems/unavailable"));
                admin().get(TRUNKS).then().statusCode(503).header("Retry-After", notNullValue());
                given().get("/q/health/ready").then().statusCode(503);
            });
        } finally {
            process.goOn();
        }
        assertTimeoutPreemptively(BOUNDED, () -> {
            while (save(trunkId) / 100 != 2) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        });
    }

    @Test
    void aServiceThatStopsInTheMiddleOfAChangeHoldsUpNobodyForLong() throws Exception {
        var holds = new CountDownLatch(1);
        var goesOn = new CountDownLatch(1);
        var stopped = CompletableFuture.runAsync(
                () -> QuarkusTransaction.requiringNew().run(() -> {
                    revisions.advance();
                    holds.countDown();
                    try {
                        goesOn.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));
        holds.await();
        try {
            assertTimeoutPreemptively(BOUNDED, () -> {
                var trunkId = newId("held-up");
                while (save(trunkId) / 100 != 2) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            });
        } finally {
            goesOn.countDown();
            stopped.handle((done, failure) -> null).join();
        }
    }
}
