package io.egress.web;

import jakarta.validation.Validation;

/** Constraints for tests that need no running service. */
public final class PlainConstraints {
    private PlainConstraints() {}

    public static Constraints create() {
        return new Constraints(Validation.buildDefaultValidatorFactory().getValidator());
    }
}
