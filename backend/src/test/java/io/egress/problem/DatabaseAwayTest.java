package io.egress.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.testing.Owner;
import io.egress.testing.PostgresProcess;
import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a script hears while PostgreSQL does not answer: when to come again, never a fault. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class DatabaseAwayTest {
    private static final String NUMBERS = "/api/v1/base-numbers";

    private static RequestSpecification admin() {
        return given().auth().oauth2(RealPostgresAndRedis.TOKEN).contentType("application/json");
    }

    private static void comeAgain(ValidatableResponse answer) {
        answer.statusCode(503).contentType("application/problem+json").header("Retry-After", equalTo("5"))
                .body("type", equalTo("/problems/unavailable")).body("trace", notNullValue());
    }

    private static List<Integer> statuses(Stream<Callable<Integer>> requests) throws Exception {
        var threads = Executors.newCachedThreadPool();
        try {
            return threads.invokeAll(requests.toList()).stream().map(DatabaseAwayTest::status).toList();
        } finally {
            threads.shutdown();
        }
    }

    private static int status(Future<Integer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aDatabaseThatHangsIsUnavailableUntilItGoesOn() throws Exception {
        var postgres = PostgresProcess.behindTheService();
        postgres.hang();
        try {
            comeAgain(admin().get(NUMBERS).then());
            assertEquals(List.of(503), statuses(IntStream.range(0, 40).mapToObj(at -> () -> admin()
                    .body("{\"number\":\"+49891000001\"}").post(NUMBERS).statusCode())).stream().distinct().toList());
        } finally {
            postgres.goOn();
        }
        admin().get(NUMBERS).then().statusCode(200);
        admin().body("{\"number\":\"+49891000001\"}").post(NUMBERS).then().statusCode(201);
    }

    @Test
    void connectionsThatWereCutAreReplaced() {
        admin().get(NUMBERS).then().statusCode(200);
        Owner.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'egress'");
        // One that was in use a moment ago is found out by the next request, all others before.
        for (int inARow = 0; inARow < 40; ) {
            int status = admin().get(NUMBERS).statusCode();
            assertTrue(status == 200 || status == 503, () -> "answered with " + status);
            inARow = status == 200 ? inARow + 1 : 0;
        }
    }

    @Test
    void savesThatWaitForALockThatNobodyReleasesAreUnavailable() throws Exception {
        var holder = new Thread(() -> Owner.run(
                "BEGIN; UPDATE revision_counter SET revision = revision; SELECT pg_sleep(14); ROLLBACK"));
        holder.start();
        while (Owner.ask("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'").isEmpty()) {
            Thread.onSpinWait();
        }
        var statuses = statuses(IntStream.range(0, 40).mapToObj(at -> () -> admin()
                .body("{\"number\":\"+498920000" + (10 + at) + "\"}").post(NUMBERS).statusCode()));
        assertEquals(List.of(503), statuses.stream().distinct().toList());
        holder.join();
        admin().body("{\"number\":\"+49892000010\"}").post(NUMBERS).then().statusCode(201);
    }
}
