package io.egress.web;

import static io.egress.problem.ViolationCode.BAD_CURSOR;
import static io.egress.problem.ViolationCode.BAD_FORMAT;
import static io.egress.problem.ViolationCode.OUT_OF_RANGE;
import static io.egress.problem.ViolationCode.UNKNOWN_VALUE;

import io.egress.problem.Problem;
import io.egress.problem.Violation;
import io.egress.problem.ViolationCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the parameters of a request's query and collects what is wrong with them; one that is missing is null. */
public final class Parameters {
    /** Items of a page, at most. */
    public static final int MOST = 500;

    private static final int USUAL = 100;

    private final List<Violation> violations = new ArrayList<>();

    /** Without the white space around it. */
    public String text(String name, String value) {
        if (value == null) {
            return "";
        }
        if (!StrictJson.isStorable(value)) {
            complain(name, BAD_FORMAT, "Leave out NUL and halves of characters.");
            return "";
        }
        return value.strip();
    }

    /** Empty if it is missing or blank. */
    public Optional<String> given(String name, String value) {
        return Optional.of(text(name, value)).filter(text -> !text.isEmpty());
    }

    public Optional<Boolean> flag(String name, String value) {
        if (value == null) {
            return Optional.empty();
        }
        if (!value.equals("true") && !value.equals("false")) {
            complain(name, BAD_FORMAT, "Give true or false.");
        }
        return Optional.of(value.equals("true"));
    }

    /** Any of the values given; nothing given: all. */
    public List<String> choices(String name, List<String> values, List<String> known) {
        if (!known.containsAll(values)) {
            complain(name, UNKNOWN_VALUE, "Give any of " + String.join(", ", known) + ".");
        }
        return List.copyOf(values);
    }

    /** One of a few values, each by the name that it has in the API; null if it is missing. */
    public <E extends Enum<E>> E choice(String name, String value, Class<E> type, Function<E, String> wireName) {
        if (value == null) {
            return null;
        }
        var found = Arrays.stream(type.getEnumConstants())
                .filter(one -> wireName.apply(one).equals(value))
                .findFirst();
        if (found.isEmpty()) {
            complain(
                    name,
                    UNKNOWN_VALUE,
                    "Give one of "
                            + String.join(
                                    ", ",
                                    Arrays.stream(type.getEnumConstants())
                                            .map(wireName)
                                            .toList()) + ".");
        }
        return found.orElse(null);
    }

    /** Null if it is missing. */
    public Instant time(String name, String value) {
        try {
            return value == null ? null : Instant.parse(value);
        } catch (DateTimeException e) {
            complain(
                    name, BAD_FORMAT, "Give a time such as 2026-11-25T18:00:00Z (RFC 3339); a + in it is sent as %2B.");
            return null;
        }
    }

    /** Null if it is missing. */
    public Long revision(String name, String value) {
        try {
            return value == null ? null : Long.valueOf(value);
        } catch (NumberFormatException e) {
            complain(name, BAD_FORMAT, "Give a whole number.");
            return null;
        }
    }

    /** A whole number. */
    public int number(String name, String value, int least, int most, int otherwise) {
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Too large, or no number at all: for the caller one and the same.
        }
        complain(name, OUT_OF_RANGE, "Give a whole number from " + least + " to " + most + ".");
        return otherwise;
    }

    /**
     * Which part of a list is asked for; read it last.
     *
     * @param filter what tells this list from others; equal ones have equal texts
     * @throws Problem.Unreadable if anything read so far is wrong
     */
    public <E> Slice<E> slice(String limit, String cursor, String sort, Sorting<E> sorting, Record filter) {
        int items = number("limit", limit, 1, MOST, USUAL);
        boolean descends = sort != null && sort.startsWith("-");
        var name = sort == null ? sorting.names().get(0) : sort.substring(descends ? 1 : 0);
        var key = sorting.key(name);
        if (key.isEmpty()) {
            complain(
                    "sort",
                    UNKNOWN_VALUE,
                    "Give one of %s; with - before it the list descends."
                            .formatted(String.join(", ", sorting.names())));
        }
        var list = Integer.toHexString(filter.toString().hashCode()) + (descends ? "-" : "+") + name;
        var after = Optional.ofNullable(cursor).flatMap(Cursor::decoded);
        var slice = new Slice<>(items, sorting, key.orElse(sorting.keys().get(0)), descends, list, after);
        if (cursor != null && (after.isEmpty() || !after.get().list().equals(list) || !slice.canBegin())) {
            complain("cursor", BAD_CURSOR, "Give the nextCursor of the page before, with the same filters and sort.");
        }
        throwIfAny();
        return slice;
    }

    /** @throws Problem.Unreadable if anything read so far is wrong */
    public void throwIfAny() {
        if (!violations.isEmpty()) {
            throw new Problem.Unreadable(violations);
        }
    }

    private void complain(String name, ViolationCode code, String detail) {
        violations.add(new Violation("/" + name, code, detail));
    }
}
