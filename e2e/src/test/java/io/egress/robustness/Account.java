package io.egress.robustness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The audit log, read apart from the product: who asked for what, and what its entries together say is there of trunks,
 * numbers and variables.
 */
final class Account {
    private static final Set<String> KINDS = Set.of("trunk", "base_number", "variable");

    private final Map<String, Integer> entriesOfRequest = new HashMap<>();
    private final Map<String, TreeMap<String, String>> objects = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private long revision;
    private int entries;

    Account(Connection sql) throws SQLException, IOException {
        try (var statement = sql.createStatement();
                var rows = statement.executeQuery(
                        "SELECT request_id, kind, key, action, revision, changes FROM audit_entry ORDER BY id")) {
            while (rows.next()) {
                entries++;
                entriesOfRequest.merge(rows.getString(1), 1, Integer::sum);
                long at = rows.getLong(5);
                if (at <= revision) {
                    wrong.add("revision " + at + " after " + revision);
                }
                revision = at;
                take(
                        rows.getString(2) + " " + rows.getString(3),
                        rows.getString(4),
                        ControlPlane.json(rows.getString(6)),
                        at);
            }
        }
    }

    private void take(String object, String action, JsonNode changes, long at) {
        if (!KINDS.contains(object.substring(0, object.indexOf(' ')))) {
            return;
        }
        if (action.equals("create") == objects.containsKey(object)) {
            wrong.add(action + " of " + object + " at " + at);
        }
        var fields = objects.computeIfAbsent(object, name -> new TreeMap<>());
        for (var change : changes) {
            var field = change.path("field").asText();
            if (change.has("added") || change.has("removed")) {
                relink(object, field, change, at);
            } else if (!change.path("changed").asBoolean()) {
                if (change.has("from") && !change.path("from").asText().equals(fields.get(field))) {
                    wrong.add(object + " had " + fields.get(field) + " at " + at + ", not " + change);
                }
                put(fields, field, change.has("to") ? change.path("to").asText() : null);
            }
        }
        if (action.equals("delete")) {
            objects.remove(object);
        }
    }

    /** Links are told by the side that was asked; here they stand with the trunk. */
    private void relink(String object, String field, JsonNode change, long at) {
        var key = object.substring(object.indexOf(' ') + 1);
        for (var other : change.path("added")) {
            link(
                    field.equals("baseNumbers") ? key : other.asText(),
                    field.equals("baseNumbers") ? other.asText() : key,
                    true,
                    at);
        }
        for (var other : change.path("removed")) {
            link(
                    field.equals("baseNumbers") ? key : other.asText(),
                    field.equals("baseNumbers") ? other.asText() : key,
                    false,
                    at);
        }
    }

    private void link(String trunk, String number, boolean comes, long at) {
        var fields = objects.get("trunk " + trunk);
        if (fields == null) {
            wrong.add("link of " + trunk + ", which is not there at " + at);
            return;
        }
        var numbers =
                new TreeSet<>(List.of(fields.getOrDefault("baseNumbers", "").split(" ")));
        numbers.remove("");
        if (comes ? !numbers.add(number) : !numbers.remove(number)) {
            wrong.add("link of " + trunk + " and " + number + " at " + at);
        }
        put(fields, "baseNumbers", numbers.isEmpty() ? null : String.join(" ", numbers));
    }

    private static void put(Map<String, String> fields, String field, String value) {
        if (value == null) {
            fields.remove(field);
        } else {
            fields.put(field, value);
        }
    }

    int entries() {
        return entries;
    }

    int entriesOf(String request) {
        return entriesOfRequest.getOrDefault(request, 0);
    }

    /** What each object has, by kind and key. */
    Map<String, TreeMap<String, String>> objects() {
        return objects;
    }

    List<String> wrong() {
        return wrong;
    }
}
