package io.egress.web;

import static io.egress.problem.ViolationCode.BAD_FORMAT;
import static io.egress.problem.ViolationCode.UNKNOWN_MEMBER;
import static io.egress.problem.ViolationCode.WRONG_TYPE;

import com.fasterxml.jackson.databind.JsonNode;
import io.egress.problem.Problem;
import io.egress.problem.Violation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a JSON object into a record whose components are String, Boolean, Integer, List&lt;String&gt; or such a record,
 * converting nothing and telling everything that does not fit at once. A member that is missing or null is null.
 */
public final class StrictJson {
    /** NUL, which PostgreSQL does not keep, and lone surrogates, which UTF-8 does not have. */
    private static final Pattern NOT_TEXT = Pattern.compile("[\\x00\\p{Cs}]");

    private StrictJson() {}

    /** @throws Problem.Unreadable for what is not JSON, not an object, has unknown members or wrong types */
    public static <R extends Record> R object(byte[] body, Class<R> type) {
        return object(root(body), type);
    }

    /**
     * A patch of such an object, judged as the object is.
     *
     * @throws Problem.Unreadable for what is not JSON, not an object, has unknown members or wrong types
     */
    public static <R extends Record> MergePatch<R> patch(byte[] body, Class<R> type) {
        var root = root(body);
        var named = new HashSet<String>();
        root.fieldNames().forEachRemaining(named::add);
        return new MergePatch<>(object(root, type), named);
    }

    private static JsonNode root(byte[] body) {
        var root = JsonText.read(body);
        if (!root.isObject()) {
            throw new Problem.Unreadable("Send a JSON object.");
        }
        return root;
    }

    private static <R extends Record> R object(JsonNode root, Class<R> type) {
        var violations = new ArrayList<Violation>();
        var object = object(root, type, "", violations);
        if (!violations.isEmpty()) {
            throw new Problem.Unreadable(violations);
        }
        return object;
    }

    private static <R extends Record> R object(JsonNode node, Class<R> type, String at, List<Violation> violations) {
        var components = type.getRecordComponents();
        var known = Arrays.stream(components).map(RecordComponent::getName).toList();
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                violations.add(
                        new Violation(at + pointer(name), UNKNOWN_MEMBER, "Leave it out: there is no such member."));
            }
        });
        return Records.of(
                type,
                Arrays.stream(components)
                        .map(component -> value(
                                node.get(component.getName()),
                                component,
                                at + pointer(component.getName()),
                                violations))
                        .toArray());
    }

    /** A JSON list of texts. */
    public static List<String> texts(byte[] body) {
        var violations = new ArrayList<Violation>();
        var texts = texts(JsonText.read(body), "", violations);
        if (!violations.isEmpty()) {
            throw new Problem.Unreadable(violations);
        }
        return texts;
    }

    /** Whether PostgreSQL can keep the text. */
    public static boolean isStorable(String text) {
        return !NOT_TEXT.matcher(text).find();
    }

    private static String pointer(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private static Object value(JsonNode node, RecordComponent component, String pointer, List<Violation> violations) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (component.getType() == String.class) {
            return text(node, pointer, violations);
        }
        if (component.getType() == Boolean.class) {
            return node.isBoolean() ? node.booleanValue() : wrong(pointer, "true or false", violations);
        }
        if (component.getType() == Integer.class) {
            return node.isIntegralNumber() && node.canConvertToInt()
                    ? node.intValue()
                    : wrong(pointer, "a whole number", violations);
        }
        if (component.getType().isRecord()) {
            return node.isObject()
                    ? object(node, component.getType().asSubclass(Record.class), pointer, violations)
                    : wrong(pointer, "an object", violations);
        }
        if (component.getGenericType() instanceof ParameterizedType list
                && list.getActualTypeArguments()[0] == String.class) {
            return texts(node, pointer, violations);
        }
        throw new IllegalArgumentException("no reader for " + component);
    }

    private static String text(JsonNode node, String pointer, List<Violation> violations) {
        if (!node.isTextual()) {
            wrong(pointer, "a text", violations);
            return null;
        }
        var text = node.textValue();
        if (!isStorable(text)) {
            violations.add(new Violation(pointer, BAD_FORMAT, "Leave out NUL and halves of characters."));
            return null;
        }
        return text;
    }

    private static List<String> texts(JsonNode node, String pointer, List<Violation> violations) {
        if (!node.isArray()) {
            wrong(pointer, "a list of texts", violations);
            return List.of();
        }
        var texts = new ArrayList<String>();
        for (int at = 0; at < node.size(); at++) {
            var text = text(node.get(at), pointer + "/" + at, violations);
            if (text != null) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    private static Object wrong(String pointer, String wanted, List<Violation> violations) {
        violations.add(new Violation(pointer, WRONG_TYPE, "Give " + wanted + "."));
        return null;
    }
}
