package io.egress.problem;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.testing.Owner;
import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a script hears while PostgreSQL does not answer: when to come again, never a fault. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class DatabaseInTroubleTest {
    private static final String NUMBERS = "/api/v1/base-numbers";

    private static RequestSpecification admin() {
        return given().auth().oauth2(RealPostgresAndRedis.TOKEN).contentType("application/json");
    }

    private static List<Integer> statuses(Stream<Callable<Integer>> requests) throws Exception {
        var threads = Executors.newCachedThreadPool();
        try {
            return threads.invokeAll(requests.toList()).stream()
                    .map(DatabaseInTroubleTest::status)
                    .toList();
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
        var holder = CompletableFuture.runAsync(() ->
                Owner.run("BEGIN; UPDATE revision_counter SET revision = revision; SELECT pg_sleep(600); ROLLBACK"));
        while (Owner.ask("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
                .isEmpty()) {
            Thread.onSpinWait();
        }
        var statuses = statuses(IntStream.range(0, 40)
                .mapToObj(at -> () -> admin().body("{\"number\":\"+498920000" + (10 + at) + "\"}")
                        .post(NUMBERS)
                        .statusCode()));
        assertEquals(List.of(503), statuses.stream().distinct().toList());
        Owner.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
        assertThrows(CompletionException.class, holder::join);
        admin().body("{\"number\":\"+49892000010\"}").post(NUMBERS).then().statusCode(201);
    }
}
