package io.egress.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.egress.testing.RawHttp;
import io.egress.testing.RawHttp.Answer;
import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as no client library writes them: each gets the answer that says what is wrong with it. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class HostileRequestsTest {
    private static final String TRUNKS = "/api/v1/egress-trunks";
    private static final String JSON = "Content-Type: application/json";
    private static final JsonMapper MAPPER = new JsonMapper();

    private static Answer ask(String method, String target, byte[] body, String... headers) throws IOException {
        var all = new ArrayList<>(List.of("Authorization: Bearer " + RealPostgresAndRedis.TOKEN));
        all.addAll(Arrays.asList(headers));
        boolean chunked = all.contains("Transfer-Encoding: chunked");
        if (body.length > 0 && !chunked) {
            all.add("Content-Length: " + body.length);
        }
        return RawHttp.ask(method, target, all, body);
    }

    private static Answer ask(String method, String target, String body, String... headers) throws IOException {
        return ask(method, target, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** The problem in an answer that is one, whole. */
    private static JsonNode problem(int status, String type, Answer answer) throws IOException {
        assertEquals(status, answer.status(), answer::toString);
        assertEquals("application/problem+json", answer.headers().get("content-type"));
        var problem = MAPPER.readTree(answer.body());
        assertEquals("/problems/" + type, problem.path("type").textValue());
        assertEquals(status, problem.path("status").intValue());
        assertTrue(problem.path("detail").asText().matches("[A-Z].+\\."), answer::body);
        assertTrue(answer.headers().containsKey("x-request-id"), answer::toString);
        return problem;
    }

    private static byte[] chunked(int chunks) {
        var body = new ByteArrayOutputStream();
        for (int at = 0; at < chunks; at++) {
            body.writeBytes(("2710\r\n" + " ".repeat(10_000) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        body.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_048_577, 3_000_000, 8_000_000})
    void aBodyThatSaysThatItIsTooLargeIs413(int length) throws IOException {
        problem(413, "too-large", ask("POST", TRUNKS, " ".repeat(length), JSON));
    }

    @Test
    void aBodyThatSaysThatItIsEndlessIs413BeforeItComes() throws IOException {
        problem(413, "too-large", ask("POST", TRUNKS, "", JSON, "Content-Length: 9000000000000"));
    }

    @ParameterizedTest
    @ValueSource(ints = {105, 300, 800})
    void aBodyThatTurnsOutToBeTooLargeIs413(int chunks) throws IOException {
        problem(413, "too-large", ask("POST", TRUNKS, chunked(chunks), JSON, "Transfer-Encoding: chunked"));
    }

    @Test
    void aBodyOfExactlyTheLimitIsRead() throws IOException {
        problem(400, "unreadable", ask("POST", TRUNKS, " ".repeat(1_048_576), JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "nonsense", "application/xml"})
    void aBodyInAMediaTypeThatIsNotReadIs415AndTellsWhichIs(String type) throws IOException {
        var answer = ask("POST", TRUNKS, "{}", "Content-Type: " + type);
        problem(415, "unsupported-media-type", answer);
        assertEquals("application/json", answer.headers().get("accept-post"));
        problem(415, "unsupported-media-type", ask("PUT", TRUNKS + "/x", "{}", "Content-Type: " + type));
    }

    @Test
    void aPackedBodyIs415() throws IOException {
        problem(415, "unsupported-media-type", ask("POST", TRUNKS, "{}", JSON, "Content-Encoding: gzip"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "application/xml, text/html", ";;;"})
    void anAnswerThatCanNotBeGivenIs406(String accept) throws IOException {
        problem(406, "not-acceptable", ask("GET", TRUNKS, "", "Accept: " + accept));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /api/v1/egress-trunks                      | GET, HEAD, OPTIONS, POST",
                "FOO    | /api/v1/egress-trunks                      | GET, HEAD, OPTIONS, POST",
                "TRACE  | /api/v1/sync                               | GET, HEAD, OPTIONS",
                "POST   | /api/v1/egress-trunks/acme/base-numbers/x  | DELETE, GET, HEAD, OPTIONS, PUT"
            })
    void aMethodThatThePathDoesNotHaveIs405WithThoseThatItHas(String method, String path, String allow)
            throws IOException {
        var answer = ask(method, path, "");
        problem(405, "method-not-allowed", answer);
        assertEquals(allow, answer.headers().get("allow"));
    }

    @Test
    void optionsTellsWhatThePathTakes() throws IOException {
        var answer = ask("OPTIONS", TRUNKS, "");
        assertEquals(204, answer.status());
        assertEquals("GET, HEAD, OPTIONS, POST", answer.headers().get("allow"));
        assertEquals("application/json", answer.headers().get("accept-post"));
        problem(404, "not-found", ask("OPTIONS", "/api/v1/nothing", ""));
    }

    @Test
    void headAnswersAsGetWithoutTheBody() throws IOException {
        var answer = ask("HEAD", TRUNKS, "");
        assertEquals(200, answer.status());
        assertTrue(answer.headers().get("content-type").startsWith("application/json"));
        assertEquals(404, ask("HEAD", TRUNKS + "/nobody", "").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api", "/api/", "/api/v1", "/api/v2/egress-trunks", "/api/v1/egress-trunks/a/b/c", "/nothing"})
    void aPathThatIsNotThereIs404(String path) throws IOException {
        problem(404, "not-found", ask("GET", path, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%ff", "/%c0%af", "/%ed%a0%80", "?q=%ff", "?q=%80", "?limit=abc", "?limit=99999999999999"})
    void aPathOrQueryThatIsNoTextOrNoNumberIs400(String end) throws IOException {
        problem(400, "unreadable", ask("GET", TRUNKS + end, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/a%2", "?q=%", "/{a}", "?q=|"})
    void aTargetThatIsNoUriIs400(String end) throws IOException {
        assertEquals(400, ask("GET", TRUNKS + end, "").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{} {}",
                "nonsense",
                "{'a':1}",
                "{\"trunkId\":\"a\",\"trunkId\":\"a\"}",
                "[]",
                "null",
                "1",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"priority\":01}",
                "{\"priority\":NaN}",
                "// comment\n{}"
            })
    void aBodyThatIsNoJsonObjectIs400(String body) throws IOException {
        problem(400, "unreadable", ask("POST", TRUNKS, body, JSON));
    }

    @Test
    void aMemberOfAnotherTypeOrThatIsNotKnownIs400AtItsPlace() throws IOException {
        var errors = problem(
                        400,
                        "unreadable",
                        ask(
                                "POST",
                                TRUNKS,
                                "{\"name\":1,\"enabled\":\"true\",\"priority\":1.0,\"codecPreferences\":[[]],\"a/b~\":0}",
                                JSON))
                .path("errors");
        var found = new ArrayList<String>();
        errors.forEach(error -> found.add(
                error.path("pointer").asText() + " " + error.path("code").asText()));
        assertEquals(
                List.of(
                                "/a~1b~0 unknown_member",
                                "/name wrong_type",
                                "/enabled wrong_type",
                                "/priority wrong_type",
                                "/codecPreferences/0 wrong_type")
                        .stream()
                        .sorted()
                        .toList(),
                found.stream().sorted().toList());
    }

    @Test
    void whatWouldExhaustAReaderIs400() throws IOException {
        problem(400, "unreadable", ask("POST", TRUNKS, "[".repeat(100_000), JSON));
        problem(400, "unreadable", ask("POST", TRUNKS, "{\"a\":".repeat(100_000), JSON));
        problem(400, "unreadable", ask("POST", TRUNKS, "{\"priority\":" + "9".repeat(500_000) + "}", JSON));
        problem(400, "unreadable", ask("POST", TRUNKS, "{\"priority\":1e999999999}", JSON));
        problem(400, "unreadable", ask("POST", TRUNKS, "{\"" + "a".repeat(500_000) + "\":1}", JSON));
    }

    @Test
    void bytesThatAreNotUtf8Are400() throws IOException {
        var bad = "{\"name\":\"?\"}".getBytes(StandardCharsets.US_ASCII);
        for (int value : new int[] {0xff, 0xc0, 0x80}) {
            bad[9] = (byte) value;
            problem(400, "unreadable", ask("POST", TRUNKS, bad, JSON));
        }
        problem(400, "unreadable", ask("POST", TRUNKS, "{}".getBytes(StandardCharsets.UTF_16), JSON));
        problem(400, "unreadable", ask("POST", TRUNKS, "{}".getBytes(StandardCharsets.UTF_16LE), JSON));
    }

    @Test
    void aBodyThatBreaksOffHarmsNobodyElse() throws IOException {
        try (var socket = RawHttp.open()) {
            RawHttp.send(
                    socket,
                    "POST",
                    TRUNKS,
                    List.of("Authorization: Bearer " + RealPostgresAndRedis.TOKEN, JSON, "Content-Length: 1000"),
                    "{\"name\":".getBytes(StandardCharsets.US_ASCII));
        }
        assertEquals(200, ask("GET", TRUNKS, "").status());
    }
}
