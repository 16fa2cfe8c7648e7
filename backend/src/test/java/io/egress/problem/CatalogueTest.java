package io.egress.problem;

import static io.restassured.RestAssured.given;
import static java.util.Arrays.stream;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class CatalogueTest {
    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void everyTypeIsExplainedAtItsUriToWhoeverAsks(ProblemType type) {
        given().get(type.uri())
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Vary", "Accept")
                .body("type", equalTo(type.uri()))
                .body("status", equalTo(type.status()))
                .body("title", equalTo(type.title()))
                .body("meaning", equalTo(type.meaning()))
                .body("whatToDo", equalTo(type.whatToDo()));
    }

    @Test
    void aBrowserGetsAPageToRead() {
        var html = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        given().accept(html)
                .get("/problems/unauthorized")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .body(containsString("Authorization: Bearer &lt;token&gt;"));
        given().accept(html)
                .get("/problems")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .body(containsString("<a href=\"/problems/in-use\">"));
    }

    @Test
    void allTypesAreListed() {
        given().get("/problems")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body(
                        "type",
                        equalTo(stream(ProblemType.values())
                                .map(ProblemType::uri)
                                .toList()));
    }

    @Test
    void theExplanationOfAnInvalidRequestListsEveryCodeOfAViolation() {
        given().get("/problems/invalid")
                .then()
                .body("codes", hasSize(ViolationCode.values().length))
                .body("codes.code", hasItems("bad_format", "required", "unknown_trunk"));
    }

    @Test
    void aTypeThatIsNotThereIsAProblemItself() {
        given().get("/problems/nonsense")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/not-found"));
    }

    /** Whoever wrote a client against these relies on them: a new name is a new type. */
    @Test
    void slugsAreWhatTheyAre() {
        assertEquals(
                "unreadable unauthorized forbidden csrf not-found method-not-allowed not-acceptable conflict taken"
                        + " in-use locks-out precondition-failed too-large unsupported-media-type invalid too-many-requests internal"
                        + " unavailable",
                String.join(
                        " ", stream(ProblemType.values()).map(ProblemType::slug).toList()));
    }
}
