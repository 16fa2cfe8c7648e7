package io.egress.number;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.testing.Owner;
import io.egress.testing.RealPostgresAndRedis;
import io.egress.testing.TestActors;
import io.egress.web.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An admin brings the numbers of a whole company in a spreadsheet, tries it, imports it, and gets it back. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class BaseNumberCsvApiTest {
    private static final String NUMBERS = "/api/v1/base-numbers";
    private static final AtomicInteger TEAMS = new AtomicInteger();
    private static final String HEADER = "number,name,egressTrunks\n";

    private final int at = TEAMS.incrementAndGet();
    private final String team = "sheet-" + at;
    private final String first = "sheet" + at + "-a";
    private final String second = "sheet" + at + "-b";

    @BeforeEach
    void aTeamWithTwoTrunks() {
        Owner.makeTeam(team);
        for (var trunkId : List.of(first, second)) {
            editor().body("""
                    {"name":"Acme","sipUri":"sip:sip.acme.example","enabled":true,"transport":"udp",
                     "authMethod":"ip_only","callerIdMode":"passthrough"}""").put("/api/v1/egress-trunks/" + trunkId).then().statusCode(201);
        }
    }

    private RequestSpecification editor() {
        return TestActors.as("ada", Role.EDITOR, team);
    }

    /** @param last up to 9999 */
    private String number(int last) {
        return "+4947%04d%04d".formatted(at, last);
    }

    private ValidatableResponse load(String csv) {
        return load("", csv);
    }

    private ValidatableResponse load(String query, String csv) {
        return editor().contentType("text/csv")
                .body(csv.getBytes(StandardCharsets.UTF_8))
                .post(NUMBERS + "/import" + query)
                .then();
    }

    private String export() {
        return editor().get(NUMBERS + "/export")
                .then()
                .statusCode(200)
                .contentType("text/csv;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"base-numbers.csv\"")
                .extract()
                .asString();
    }

    private List<String> stored() {
        return Owner.ask("SELECT concat_ws(' ', number, name, (SELECT string_agg(trunk_id, ',' ORDER BY trunk_id) "
                + "FROM trunk_base_number l WHERE l.number = n.number)) FROM base_number n WHERE team = '" + team
                + "' ORDER BY number");
    }

    private static List<String> everything() {
        return Owner.ask("SELECT t::text FROM trunk t UNION ALL SELECT l::text FROM trunk_base_number l"
                + " UNION ALL SELECT n::text FROM base_number n UNION ALL SELECT revision::text FROM revision_counter"
                + " UNION ALL SELECT id::text FROM audit_entry ORDER BY 1");
    }

    @Test
    void aDryRunSaysWhatTheImportThenDoes() {
        load(HEADER + number(1) + ",Hotline," + first + "\n" + number(2) + ",Same," + first + "\n")
                .statusCode(200);
        var csv = HEADER + number(1) + ",Hotline," + second + "\n" + number(2) + ",Same," + first + "\n" + number(3)
                + ",New," + first + " " + second + "\n";
        var before = everything();
        for (var query : List.of("?dryRun=true", "")) {
            if (query.isEmpty()) {
                assertEquals(before, everything());
            }
            load(query, csv)
                    .statusCode(200)
                    .body("dryRun", equalTo(!query.isEmpty()))
                    .body("created", equalTo(1))
                    .body("changed", equalTo(1))
                    .body("unchanged", equalTo(1))
                    .body("rows.line", contains(2, 3, 4))
                    .body("rows.number", contains(number(1), number(2), number(3)))
                    .body("rows.outcome", contains("change", "none", "create"))
                    .body("rows[0].trunksAdded", contains(second))
                    .body("rows[0].trunksRemoved", contains(first))
                    .body("rows[2].trunksAdded", contains(first, second));
        }
        assertEquals(
                List.of(
                        number(1) + " Hotline " + second,
                        number(2) + " Same " + first,
                        number(3) + " New " + first + "," + second),
                stored());
        load(csv).body("unchanged", equalTo(3)).body("revision", nullValue());
    }

    @Test
    void allOfItIsOfOneRevisionWithAnEntryForEachNumberAndReachesTheTrunks() {
        load(HEADER + number(1) + ",Hotline,\n").statusCode(200);
        long revision = load(HEADER + number(1) + ",Reception," + first + "\n" + number(2) + ",," + first + "\n")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getLong("revision");
        assertEquals(
                List.of(number(1) + " update", number(2) + " create"),
                Owner.ask("SELECT concat_ws(' ', key, action) FROM audit_entry WHERE revision = " + revision
                        + " ORDER BY id"));
        assertEquals(
                List.of("[{\"to\": \"Reception\", \"from\": \"Hotline\", \"field\": \"name\"}, " + "{\"added\": [\""
                        + first + "\"], \"field\": \"egressTrunks\"}]"),
                Owner.ask("SELECT changes FROM audit_entry WHERE revision = " + revision + " AND key = '" + number(1)
                        + "'"));
        assertEquals(
                List.of(Long.toString(revision)),
                Owner.ask("SELECT DISTINCT revision FROM (SELECT revision FROM trunk " + "WHERE trunk_id = '" + first
                        + "' UNION ALL SELECT revision FROM base_number WHERE team = '" + team + "') r"));
    }

    @Test
    void aColumnThatIsMissingLeavesWhatItIsAboutAndAnEmptyCellTakesItAway() {
        load(HEADER + number(1) + ",One," + first + "\n" + number(2) + ",Two," + first + "\n")
                .statusCode(200);
        load("number\n" + number(1) + "\n").body("rows.outcome", contains("none"));
        load("name,number\nUno," + number(1) + "\n").body("rows.outcome", contains("change"));
        load("egressTrunks,number\n," + number(2) + "\n").body("rows[0].trunksRemoved", contains(first));
        assertEquals(List.of(number(1) + " Uno " + first, number(2) + " Two"), stored());
        load("number,name\n" + number(2) + ",\n");
        assertEquals(List.of(number(1) + " Uno " + first, number(2)), stored());
    }

    @Test
    void allThatIsWrongIsToldWithItsLineAndColumnAndNothingIsStored() {
        Owner.makeTeam("sheet-others");
        var theirs = "+4946" + (5_000_000 + at);
        TestActors.as("eve", Role.EDITOR, "sheet-others")
                .body(Map.of("number", theirs))
                .post(NUMBERS)
                .then()
                .statusCode(201);
        var before = everything();
        var csv = HEADER + number(1) + ",Fine," + first + "\n"
                + "030 12345,National,\n"
                + theirs + ",,\n"
                + number(2) + ",," + first + " nobody " + first + "\n"
                + number(1) + ",Again,\n"
                + ",No number,\n"
                + number(3) + ",Two cells\n"
                + "4.93012E+11,Rounded,\n"
                + number(4) + "," + "x".repeat(101) + ",\n";
        for (var query : List.of("", "?dryRun=true")) {
            load(query, csv)
                    .statusCode(422)
                    .body(
                            "errors.pointer",
                            contains(
                                    "/3/number",
                                    "/4/number",
                                    "/5/egressTrunks",
                                    "/5/egressTrunks",
                                    "/6/number",
                                    "/7/number",
                                    "/8",
                                    "/9/number",
                                    "/10/name"))
                    .body(
                            "errors.code",
                            contains(
                                    "bad_format",
                                    "taken",
                                    "unknown_trunk",
                                    "duplicate",
                                    "duplicate",
                                    "required",
                                    "bad_format",
                                    "bad_format",
                                    "too_long"))
                    .body("errors[7].detail", containsString("rounded"));
        }
        assertEquals(before, everything());
        load("Number,name,name\n")
                .statusCode(422)
                .body("errors.pointer", contains("/1/1", "/1/3", "/1/number"))
                .body("errors.code", contains("unknown_member", "duplicate", "required"));
    }

    @Test
    void ofVeryManyViolationsAHundredAreToldAndHowManyThereAre() {
        load(HEADER
                        + IntStream.range(0, 340)
                                .mapToObj(line -> "0" + line + ",,\n")
                                .collect(Collectors.joining()))
                .statusCode(422)
                .body("errors", hasSize(100))
                .body("errors[99].pointer", equalTo("/101/number"))
                .body("detail", containsString("the first 100 of 340"));
    }

    @Test
    void whatASpreadsheetMadeOfItIsUnderstoodWhereItCanOnlyMeanOneThing() {
        load(HEADER + number(1) + ",One,\n").statusCode(200);
        load("\ufeffnumber;name;egressTrunks\r\n" + number(1).substring(1) + ";\"Büro; \"\"Süd\"\"\";" + first + "\r\n'"
                        + number(2) + ";'=1+1;\r\n;;\r\n\r\n" + number(3).replace("+4947", "+49 (47) ") + ";;\r\n")
                .statusCode(200)
                .body("rows.line", contains(2, 3, 6))
                .body("rows.outcome", contains("change", "create", "create"));
        assertEquals(List.of(number(1) + " Büro; \"Süd\" " + first, number(2) + " =1+1", number(3)), stored());
        load("name,number\n\"two\nlines\"," + number(1) + "\n\"x\"," + number(2) + "\n")
                .body("rows.line", contains(2, 4));
        load("number\tname\n" + number(1) + "\tTabs\n").body("changed", equalTo(1));
        load("number\n" + number(4).substring(1) + "\n")
                .statusCode(422)
                .body("errors.pointer", contains("/2/number"))
                .body("errors[0].detail", containsString("Begin it with +"));
    }

    @Test
    void whatWasExportedComesBackAsItWasAfterAllNumbersWereLost() {
        load(HEADER + number(1) + ",\"Said \"\"now\"\",\nin two lines\"," + second + " " + first + "\n" + number(2)
                        + ",'=HYPERLINK(1)," + first + "\n" + number(3) + ",Ünïcode & Söhne,\n" + number(4) + ",,"
                        + second + "\n")
                .statusCode(200);
        var before = stored();
        var exported = export();
        assertTrue(
                exported.startsWith("\ufeff\"number\",\"name\",\"egressTrunks\"\r\n\"" + number(1) + "\""), exported);
        assertTrue(exported.contains("\"'=HYPERLINK(1)\""), exported);
        editor().body(List.of())
                .put("/api/v1/egress-trunks/" + first + "/base-numbers")
                .then()
                .statusCode(200);
        for (int last = 1; last <= 4; last++) {
            editor().urlEncodingEnabled(false)
                    .delete(NUMBERS + "/" + number(last).replace("+", "%2B") + "?force=true")
                    .then()
                    .statusCode(204);
        }
        assertEquals(List.of(), stored());
        load(exported).statusCode(200).body("created", equalTo(4));
        assertEquals(before, stored());
        assertEquals(exported, export());
    }

    @Test
    void anExportHasEveryNumberOfTheTeamHoweverManyAndNoOther() {
        Owner.run("INSERT INTO base_number SELECT '+4948' || " + (10_000 + at) + " || lpad(i::text, 5, '0'), '" + team
                + "', NULL, 1, now(), 'x', now(), 'x' FROM generate_series(1, 4500) i");
        var numbers = Owner.ask("SELECT number FROM base_number WHERE team = '" + team + "' ORDER BY number");
        var lines = export().lines().skip(1).toList();
        assertEquals(
                numbers.stream().map(number -> "\"" + number + "\",\"\",\"\"").toList(), lines);
        Owner.makeTeam("sheet-empty");
        assertEquals(
                1,
                TestActors.as("vera", Role.VIEWER, "sheet-empty")
                        .get(NUMBERS + "/export")
                        .asString()
                        .lines()
                        .count());
    }

    @Test
    void twoThousandLinesAreTakenAtOnceAndNoMore() {
        var lines = IntStream.range(0, 2_000)
                .mapToObj(line -> number(line) + ",Line," + first + " " + second + "\n")
                .toList();
        load(HEADER + String.join("", lines))
                .statusCode(200)
                .body("created", equalTo(2000))
                .body("rows", hasSize(2000));
        assertEquals(2000, stored().size());
        load("?dryRun=true", HEADER + String.join("", lines) + number(2_000) + ",,\n")
                .statusCode(422)
                .body("errors.code", contains("too_long"))
                .body("errors.pointer", contains(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "number\n\"+4930", "number\n\"+49301234567\"x\n"})
    void whatIsNoCsvIsUnreadable(String text) {
        load(text).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void anotherEncodingOrMediaTypeIsRefused() {
        editor().contentType("text/csv")
                .body((HEADER + number(1) + ",Büro,\n").getBytes(StandardCharsets.ISO_8859_1))
                .post(NUMBERS + "/import")
                .then()
                .statusCode(400)
                .body("detail", containsString("UTF-8"));
        editor().contentType("application/json")
                .body("[]")
                .post(NUMBERS + "/import")
                .then()
                .statusCode(415)
                .header("Accept-Post", "text/csv");
        load("?dryRun=perhaps", HEADER).statusCode(400);
        load(HEADER).statusCode(200).body("rows", empty());
    }
}
