package io.egress.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client says that it takes. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class AcceptApiTest {
    @TestHTTPResource("/api/v1/egress-trunks")
    URI trunks;

    @TestHTTPResource("/api/v1/session")
    URI session;

    /** As generated clients ask where no body is to come but that of a problem. */
    @Test
    void whoTakesProblemsAloneMayDelete() throws Exception {
        var answer = send(HttpRequest.newBuilder(URI.create(trunks + "/nobody")).DELETE(), "application/problem+json");
        assertEquals(404, answer.statusCode(), answer::body);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String accept) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        request.header("Accept", accept)
                                .header("Authorization", "Bearer " + RealPostgresAndRedis.TOKEN)
                                .build(),
                        BodyHandlers.ofString());
    }

    @ParameterizedTest
    @CsvSource({
        "'',200,application/json",
        "*/*,200,application/json",
        "application/json,200,application/json",
        "'application/problem+json, application/json',200,application/json",
        "application/problem+json,200,application/json",
        "text/html,406,application/problem+json"
    })
    void whatIsThereIsToldAsJsonOrNotAtAll(String accept, int status, String type) throws Exception {
        for (var there : List.of(trunks, session)) {
            var answer = send(HttpRequest.newBuilder(there), accept);
            assertEquals(status, answer.statusCode(), answer::body);
            assertEquals(
                    type,
                    answer.headers().firstValue("Content-Type").orElseThrow().split(";")[0]);
        }
    }
}
