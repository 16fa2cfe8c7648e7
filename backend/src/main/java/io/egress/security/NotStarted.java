package io.egress.security;

import io.quarkus.runtime.PreventFurtherStepsException;

/** Ends the process with one sentence for the operator on the standard error, and no stack trace. */
final class NotStarted {
    private static final int EXIT_CODE = 1;

    private NotStarted() {}

    static PreventFurtherStepsException because(String sentence) {
        return new PreventFurtherStepsException("The service does not start. " + sentence, EXIT_CODE);
    }
}
