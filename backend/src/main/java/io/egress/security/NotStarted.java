package io.egress.security;

import io.quarkus.runtime.PreventFurtherStepsException;

/** Ends the process with one sentence for the operator on the standard error, and no stack trace. */
final class NotStarted extends RuntimeException {
    private static final int EXIT_CODE = 1;

    NotStarted(String sentence) {
        // As the cause alone: thrown by itself Quarkus takes it for a start that is done, and waits for ever.
        super(sentence, new PreventFurtherStepsException("The service does not start. " + sentence, EXIT_CODE));
    }
}
