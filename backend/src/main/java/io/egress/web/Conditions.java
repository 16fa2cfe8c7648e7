package io.egress.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Conditions that hold together, in the language of queries, with the values of the parameters that they name. */
public final class Conditions {
    private final List<String> texts = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    public Conditions and(String text) {
        texts.add(text);
        return this;
    }

    /** @param name of the parameter in the text */
    public Conditions and(String text, String name, Object value) {
        values.put(name, value);
        return and(text);
    }

    /** These and further ones; these stay as they are. */
    public Conditions copy() {
        var copy = new Conditions();
        copy.texts.addAll(texts);
        copy.values.putAll(values);
        return copy;
    }

    /** For {@code like} with {@code escape '!'}: what contains the text. */
    public static String containing(String text) {
        return "%" + text.replaceAll("([%_!])", "!$1") + "%";
    }

    public String text() {
        return String.join(" and ", texts);
    }

    public Map<String, Object> values() {
        return Map.copyOf(values);
    }
}
