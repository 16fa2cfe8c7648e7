package io.egress.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Collects what is wrong with one request, so that the caller hears everything at once. */
public final class Violations {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final int DIGITS = 10;

    private final List<Violation> found = new ArrayList<>();

    public void add(String pointer, ViolationCode code, String detail) {
        found.add(new Violation(pointer, code, detail));
    }

    /** What was found in a part of the request, which stands at this pointer. */
    public void addAll(String pointer, Violations part) {
        part.found.forEach(violation -> add(pointer + violation.pointer(), violation.code(), violation.detail()));
    }

    /** Whether something is wrong with this member already; a second complaint would only confuse. */
    public boolean concern(String pointer) {
        return found.stream().anyMatch(violation -> violation.pointer().equals(pointer));
    }

    public List<Violation> inOrder() {
        return found.stream()
                .sorted(Comparator.comparing(violation -> padded(violation.pointer())))
                .toList();
    }

    /** Numbers of one length, so that the tenth comes after the second. */
    private static String padded(String pointer) {
        return NUMBER.matcher(pointer)
                .replaceAll(
                        number -> "0".repeat(Math.max(0, DIGITS - number.group().length())) + number.group());
    }

    /** @throws Problem.Invalid if there is any */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new Problem.Invalid(inOrder());
        }
    }

    /**
     * @param most how many are told, and that there are more
     * @throws Problem.Invalid if there is any
     */
    public void throwIfAny(int most) {
        if (found.size() > most) {
            throw new Problem.Invalid(inOrder().subList(0, most), found.size());
        }
        throwIfAny();
    }
}
