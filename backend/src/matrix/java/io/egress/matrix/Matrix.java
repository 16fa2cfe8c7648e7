package io.egress.matrix;

import io.egress.matrix.Client.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Asks every operation of the served contract in the name of everybody, and compares with the table. */
public final class Matrix {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z-]+)}");
    private static final String HOME = "s4h-";
    private static final String ELSEWHERE = "s4o-";

    private final Client client;
    private final Things things;
    private final Map<Caller, String> tokens;
    private final List<Row> rows = Row.all();
    private final Map<String, Operation> operations;
    private final List<String> deviations = new ArrayList<>();
    private int cells;

    /** Makes a team, users and tokens for it. @param operatorToken EGRESS_ADMIN_TOKEN */
    public Matrix(String origin, String operatorToken) throws IOException {
        client = new Client(origin);
        things = new Things(client, operatorToken);
        tokens = Map.of(
                Caller.VIEWER,
                things.token("viewer"),
                Caller.EDITOR,
                things.token("editor"),
                Caller.ADMIN,
                things.token("admin"),
                Caller.OTHER,
                things.tokenOfAnotherTeam(),
                Caller.OPERATOR,
                operatorToken);
        things.makeOneOfEach(HOME);
        things.variable(variable(things.newName(HOME)));
        operations = Operation.all(
                        client.ask("GET", "/q/openapi?format=json", null, null).json())
                .stream()
                .collect(Collectors.toMap(Operation::id, operation -> operation));
    }

    /** Operations that only one of contract and table has. */
    public Set<String> unmatched() {
        var unmatched = new TreeSet<>(operations.keySet());
        for (var row : rows) {
            if (!unmatched.remove(row.operation())) {
                unmatched.add(row.operation());
            }
        }
        return unmatched;
    }

    /** Asks for every cell whose operation the contract has; the sentences say which were answered otherwise. */
    public List<String> deviations() throws IOException {
        for (var row : rows) {
            if (operations.containsKey(row.operation())) {
                ask(operations.get(row.operation()), row);
            }
        }
        return List.copyOf(deviations);
    }

    /** How many were asked for. */
    public int cells() {
        return cells;
    }

    private void ask(Operation operation, Row row) throws IOException {
        var made = new HashMap<String, String>();
        for (var caller : Caller.values()) {
            var names = new Names(operation, caller, made);
            var path = names.filled(operation.path()).replace("+", "%2B");
            if (made.containsKey("trunkId") && made.containsKey("number")) {
                things.link(made.get("trunkId"), made.get("number"));
            }
            var body = row.body() == null ? null : names.filled(row.body());
            var answer = caller == Caller.NOBODY
                    ? client.ask(operation.method(), path, operation.mediaType(), body)
                    : client.ask(
                            operation.method(),
                            path,
                            operation.mediaType(),
                            body,
                            "Authorization",
                            "Bearer " + tokens.get(caller));
            judge(operation, caller, row.statuses().get(caller.ordinal()), answer);
            if (operation.is("DELETE") && answer.status() / 100 == 2) {
                made.clear();
            }
        }
    }

    private void judge(Operation operation, Caller caller, int expected, Answer answer) {
        cells++;
        if (answer.status() != expected) {
            deviations.add("%s by %s: %d instead of %d %s"
                    .formatted(operation.id(), caller, answer.status(), expected, answer.body()));
        }
        // Elsewhere a variable may have the same name.
        var ours = operation.path().contains("/variables") ? variable(HOME) : HOME;
        if (caller == Caller.OTHER
                && operation.is("GET")
                && answer.status() == 200
                && answer.body().contains(ours)) {
            deviations.add(operation.id() + " shows another team what is not its own");
        }
    }

    private static String variable(String name) {
        return name.replace('-', '_').toUpperCase();
    }

    /** Fills in names: those of things that are there, made when they are first needed, and new ones. */
    private final class Names {
        private final Operation operation;
        private final Caller caller;
        private final Map<String, String> made;

        Names(Operation operation, Caller caller, Map<String, String> made) {
            this.operation = operation;
            this.caller = caller;
            this.made = made;
        }

        String filled(String text) throws IOException {
            var filled = new StringBuilder();
            var matcher = PLACEHOLDER.matcher(text);
            while (matcher.find()) {
                matcher.appendReplacement(filled, name(matcher.group(1)));
            }
            return matcher.appendTail(filled).toString();
        }

        private String name(String placeholder) throws IOException {
            var prefix = caller == Caller.OTHER ? ELSEWHERE : HOME;
            switch (placeholder) {
                case "new":
                    return things.newName(prefix);
                case "NEW":
                    return variable(things.newName(prefix));
                case "new-number":
                    return things.newNumber();
                default:
                    if (!made.containsKey(placeholder)) {
                        made.put(placeholder, make(placeholder));
                    }
                    return made.get(placeholder);
            }
        }

        private String make(String placeholder) throws IOException {
            switch (placeholder) {
                case "trunkId":
                    return things.trunk(HOME);
                case "number":
                    return things.number();
                case "username":
                    return things.user(HOME);
                case "id":
                    return things.auditEntry();
                case "slug":
                    return "invalid";
                default:
                    return operation.path().contains("/teams/")
                            ? things.team(HOME)
                            : operation.path().contains("/tokens/")
                                    ? things.nameOfToken(HOME)
                                    : things.variable(variable(things.newName(HOME)));
            }
        }
    }
}
