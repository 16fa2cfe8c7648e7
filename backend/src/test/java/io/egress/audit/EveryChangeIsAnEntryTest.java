package io.egress.audit;

import static io.restassured.RestAssured.given;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.testing.FailingCommits;
import io.egress.testing.Owner;
import io.egress.testing.RealPostgresAndRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Every operation of the contract that changes something leaves one entry for each object, or nothing at all. */
@QuarkusTest
@QuarkusTestResource(RealPostgresAndRedis.class)
class EveryChangeIsAnEntryTest {
    private static final String CANARY = "canary-of-the-audit-log";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    /** A change that is ready to be asked for, and the entries that it has to leave: one for each object. */
    private record Asked(
            String kind, List<String> keys, String action, Function<RequestSpecification, Response> request) {
        Asked(String kind, String key, String action, Function<RequestSpecification, Response> request) {
            this(kind, List.of(key), action, request);
        }
    }

    /** Operations that are asked by POST for their bodies' sake, and change nothing. */
    private static final Map<String, Function<RequestSpecification, Response>> ONLY_LOOK = Map.of(
            "previewRoute", by -> by.body(Map.of("trunk", trunk(newId()))).post("/route-preview"));

    /** Operation → what it needs first, and the change. An operation that is not here fails the test. */
    private static final Map<String, Supplier<Asked>> RECIPES = Map.ofEntries(
            entry("createEgressTrunk", () -> {
                var id = newId();
                return new Asked("trunk", id, "create", by -> by.body(trunk(id)).post("/egress-trunks"));
            }),
            entry("replaceEgressTrunk", () -> {
                var id = newTrunk();
                return new Asked("trunk", id, "update", by -> by.body(trunk(id)).put("/egress-trunks/" + id));
            }),
            entry("patchEgressTrunk", () -> {
                var id = newTrunk();
                return new Asked("trunk", id, "update", by -> patch(by, Map.of("authPass", CANARY + "-2"))
                        .patch("/egress-trunks/" + id));
            }),
            entry("deleteEgressTrunk", () -> {
                var id = newTrunk();
                newLink(id, newNumber());
                return new Asked("trunk", id, "delete", by -> by.delete("/egress-trunks/" + id + "?force=true"));
            }),
            entry("changeEgressTrunks", () -> {
                var ids = List.of(newTrunk(), newTrunk(), newTrunk());
                return new Asked("trunk", ids, "update", by -> by.body(Map.of("trunkIds", ids, "action", "disable"))
                        .post("/egress-trunks/bulk"));
            }),
            entry("setBaseNumbersOfEgressTrunk", () -> {
                var id = newTrunk();
                var numbers = List.of(newNumber(), newNumber());
                return new Asked(
                        "trunk", id, "update", by -> by.body(numbers).put("/egress-trunks/" + id + "/base-numbers"));
            }),
            entry("linkBaseNumber", () -> {
                var id = newTrunk();
                var number = newNumber();
                return new Asked("trunk", id, "update", by -> by.put(link(id, number)));
            }),
            entry("unlinkBaseNumber", () -> {
                var id = newTrunk();
                var number = newNumber();
                newLink(id, number);
                return new Asked("trunk", id, "update", by -> by.delete(link(id, number)));
            }),
            entry("createBaseNumber", () -> {
                var number = number();
                return new Asked("base_number", number, "create", by -> by.body(Map.of("number", number))
                        .post("/base-numbers"));
            }),
            entry("replaceBaseNumber", () -> {
                var number = newNumber();
                return new Asked("base_number", number, "update", by -> by.body(Map.of("name", "Hotline"))
                        .put("/base-numbers/" + number));
            }),
            entry("patchBaseNumber", () -> {
                var number = newNumber();
                return new Asked("base_number", number, "update", by -> patch(by, Map.of("name", "Hotline"))
                        .patch("/base-numbers/" + number));
            }),
            entry("deleteBaseNumber", () -> {
                var number = newNumber();
                newLink(newTrunk(), number);
                return new Asked(
                        "base_number", number, "delete", by -> by.delete("/base-numbers/" + number + "?force=true"));
            }),
            entry("importBaseNumbers", () -> {
                var numbers = List.of(newNumber(), newNumber());
                var csv = "number,egressTrunks\n" + String.join("," + newTrunk() + "\n", numbers) + "," + newTrunk();
                return new Asked("base_number", numbers, "update", by -> by.contentType("text/csv")
                        .body(csv)
                        .post("/base-numbers/import"));
            }),
            entry("setEgressTrunksOfBaseNumber", () -> {
                var number = newNumber();
                var trunks = List.of(newTrunk(), newTrunk());
                return new Asked("base_number", number, "update", by -> by.body(trunks)
                        .put("/base-numbers/" + number + "/egress-trunks"));
            }),
            entry("linkEgressTrunk", () -> {
                var id = newTrunk();
                var number = newNumber();
                return new Asked(
                        "base_number",
                        number,
                        "update",
                        by -> by.put("/base-numbers/" + number + "/egress-trunks/" + id));
            }),
            entry("unlinkEgressTrunk", () -> {
                var id = newTrunk();
                var number = newNumber();
                newLink(id, number);
                return new Asked(
                        "base_number",
                        number,
                        "update",
                        by -> by.delete("/base-numbers/" + number + "/egress-trunks/" + id));
            }),
            entry("createVariable", () -> {
                var name = variableName();
                return new Asked("variable", name, "create", by -> by.body(
                                Map.of("name", name, "type", "secret", "value", CANARY))
                        .post("/variables"));
            }),
            entry("replaceVariable", () -> {
                var name = newVariable();
                return new Asked(
                        "variable", name, "update", by -> by.body(Map.of("type", "secret", "value", CANARY + "-2"))
                                .put("/variables/" + name));
            }),
            entry("patchVariable", () -> {
                var name = newVariable();
                return new Asked("variable", name, "update", by -> patch(by, Map.of("value", CANARY + "-2"))
                        .patch("/variables/" + name));
            }),
            entry("deleteVariable", () -> {
                var name = newVariable();
                return new Asked("variable", name, "delete", by -> by.delete("/variables/" + name));
            }),
            entry("createUser", () -> {
                var name = newId();
                return new Asked(
                        "user", name, "create", by -> by.body(user(name)).post("/users"));
            }),
            entry("replaceUser", () -> {
                var name = newUser();
                return new Asked(
                        "user", name, "update", by -> by.body(user(name)).put("/users/" + name));
            }),
            entry("patchUser", () -> {
                var name = newUser();
                return new Asked("user", name, "update", by -> patch(by, Map.of("password", CANARY + "-2"))
                        .patch("/users/" + name));
            }),
            entry("deleteUser", () -> {
                var name = newUser();
                return new Asked("user", name, "delete", by -> by.delete("/users/" + name));
            }),
            entry("endSessionsOfUser", () -> {
                var name = newUser();
                newSession(name);
                return new Asked("session", name, "delete", by -> by.delete("/users/" + name + "/sessions"));
            }),
            entry("signIn", () -> {
                var name = newUser();
                return new Asked("session", name, "create", by -> by.body(Map.of("username", name, "password", CANARY))
                        .post("/session"));
            }),
            entry("startKeyRotation", () -> new Asked("keys", "at-rest", "rotate", by -> by.post("/key-rotation"))),
            entry("stopKeyRotation", () -> new Asked("keys", "at-rest", "rotate", by -> by.delete("/key-rotation"))),
            entry("signOut", () -> {
                var name = newUser();
                return new Asked(
                        "session", name, "delete", in("signOut", newSession(name), by -> by.delete("/session")));
            }),
            entry("signOutEverywhere", () -> {
                var name = newUser();
                return new Asked(
                        "session",
                        name,
                        "delete",
                        in("signOutEverywhere", newSession(name), by -> by.delete("/sessions")));
            }),
            entry("changePassword", () -> {
                var name = newUser();
                var passwords = Map.of("password", CANARY, "newPassword", CANARY + "-2");
                return new Asked("user", name, "update", in("changePassword", newSession(name), by -> by.body(passwords)
                        .put("/session/password")));
            }),
            entry("createToken", () -> {
                var name = newId();
                return new Asked(
                        "token", name, "create", by -> by.body(token(name)).post("/tokens"));
            }),
            entry("deleteToken", () -> {
                var name = newId();
                admin().body(token(name)).post("/tokens").then().statusCode(201);
                return new Asked("token", name, "delete", by -> by.delete("/tokens/" + name));
            }),
            entry("createTeam", () -> {
                var name = newId();
                return new Asked("team", name, "create", by -> by.body(Map.of("name", name))
                        .post("/teams"));
            }),
            entry("deleteTeam", () -> {
                var name = newId();
                admin().body(Map.of("name", name)).post("/teams").then().statusCode(201);
                return new Asked("team", name, "delete", by -> by.delete("/teams/" + name));
            }));

    private static RequestSpecification admin() {
        return given().basePath("/api/v1")
                .auth()
                .oauth2(RealPostgresAndRedis.TOKEN)
                .contentType("application/json");
    }

    private static RequestSpecification patch(RequestSpecification by, Map<String, String> members) {
        return by.contentType("application/merge-patch+json").body(members);
    }

    private static String newId() {
        return "recipe-" + COUNTER.incrementAndGet();
    }

    private static String number() {
        return "+4951" + (1_000_000 + COUNTER.incrementAndGet());
    }

    private static String variableName() {
        return "RECIPE_" + COUNTER.incrementAndGet();
    }

    private static Map<String, Object> trunk(String id) {
        return Map.of(
                "trunkId",
                id,
                "name",
                "Acme",
                "sipUri",
                "sip:sip.acme.example",
                "enabled",
                true,
                "transport",
                "udp",
                "authMethod",
                "digest",
                "authUser",
                "acme",
                "authPass",
                CANARY,
                "callerIdMode",
                "passthrough");
    }

    private static String newTrunk() {
        var id = newId();
        admin().body(trunk(id)).post("/egress-trunks").then().statusCode(201);
        return id;
    }

    private static String newNumber() {
        var number = number();
        admin().body(Map.of("number", number)).post("/base-numbers").then().statusCode(201);
        return number;
    }

    private static String newVariable() {
        var name = variableName();
        admin().body(Map.of("name", name, "type", "secret", "value", CANARY))
                .post("/variables")
                .then()
                .statusCode(201);
        return name;
    }

    private static Map<String, String> user(String name) {
        return Map.of("username", name, "role", "viewer", "password", CANARY);
    }

    private static Map<String, String> token(String name) {
        return Map.of("name", name, "role", "viewer");
    }

    private static String newUser() {
        var name = newId();
        admin().body(user(name)).post("/users").then().statusCode(201);
        return name;
    }

    /** What a browser holds after a sign-in. */
    private static Response newSession(String user) {
        return admin().body(Map.of("username", user, "password", CANARY)).post("/session");
    }

    /** The change, asked for in this session instead of by token. */
    private static Function<RequestSpecification, Response> in(
            String operation, Response session, Function<RequestSpecification, Response> request) {
        return byToken -> request.apply(given().basePath("/api/v1")
                .contentType("application/json")
                .cookies(session.getCookies())
                .header("X-CSRF-Token", session.path("csrfToken"))
                .header("X-Request-Id", operation));
    }

    private static String link(String id, String number) {
        return "/egress-trunks/" + id + "/base-numbers/" + number;
    }

    private static void newLink(String id, String number) {
        admin().put(link(id, number)).then().statusCode(204);
    }

    /** The operations of the contract that are not GET. */
    private static TreeSet<String> operations() {
        var paths = given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .extract()
                .jsonPath()
                .<Map<String, Map<String, Map<String, Object>>>>get("paths");
        return paths.values().stream()
                .flatMap(path -> path.entrySet().stream())
                .filter(method -> List.of("post", "put", "patch", "delete").contains(method.getKey()))
                .map(method -> (String) method.getValue().get("operationId"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> entries() {
        return Owner.ask("SELECT concat_ws(' ', kind, key, action, request_id) FROM audit_entry ORDER BY id");
    }

    /** All that is stored, but for how far things are that go on by themselves. */
    private static String stored() {
        var tables = Owner.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN "
                + "('revision_counter', 'dirty_row', 'key_rotation', 'flyway_schema_history') ORDER BY tablename");
        return tables.stream()
                .map(table -> table + Owner.ask("SELECT t::text FROM \"" + table + "\" t ORDER BY 1"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void everyOperationOfTheContractHasARecipe() {
        var known = new TreeSet<>(RECIPES.keySet());
        known.addAll(ONLY_LOOK.keySet());
        assertEquals(operations(), known, "say here what the operation changes, and let it record that: Audit.record");
    }

    @Test
    void whatOnlyLooksStoresNothing() {
        assertAll(ONLY_LOOK.entrySet().stream().map(look -> (Executable) () -> {
            var before = stored();
            assertEquals(200, look.getValue().apply(admin()).statusCode(), look.getKey());
            assertEquals(before, stored(), look.getKey());
        }));
    }

    @Test
    void everyChangeIsOneEntry() {
        assertAll(RECIPES.entrySet().stream().map(recipe -> (Executable) () -> {
            var asked = recipe.getValue().get();
            var before = entries();
            var response = asked.request().apply(admin().header("X-Request-Id", recipe.getKey()));
            assertTrue(response.statusCode() / 100 == 2, recipe.getKey() + ": " + response.asString());
            var after = new ArrayList<>(entries());
            after.removeAll(before);
            assertEquals(
                    asked.keys().stream()
                            .map(key -> asked.kind() + " " + key + " " + asked.action() + " " + recipe.getKey())
                            .toList(),
                    after,
                    recipe.getKey());
        }));
        assertEquals(
                List.of("0"),
                Owner.ask("SELECT count(*) FROM audit_entry e WHERE e::text LIKE '%" + CANARY + "%'"),
                "no secret is in any");
    }

    @Test
    void whatCanNotBeCommittedLeavesNeitherChangeNorEntry() {
        assertAll(RECIPES.entrySet().stream().map(recipe -> (Executable) () -> {
            var asked = recipe.getValue().get();
            var before = stored();
            try (var failing = new FailingCommits()) {
                var response = asked.request().apply(admin());
                assertTrue(response.statusCode() / 100 == 5, recipe.getKey() + ": " + response.asString());
            }
            assertEquals(before, stored(), recipe.getKey());
        }));
    }
}
