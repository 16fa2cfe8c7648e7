package io.egress.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one request, so that the caller hears everything at once. */
public final class Violations {
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
        return found.stream().sorted(Comparator.comparing(Violation::pointer)).toList();
    }

    /** @throws Problem.Invalid if there is any */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new Problem.Invalid(inOrder());
        }
    }
}
