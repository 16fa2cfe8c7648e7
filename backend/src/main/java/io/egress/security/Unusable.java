package io.egress.security;

import io.egress.problem.ViolationCode;

/** A text that can't serve as what it shall be. Neither the code nor the sentence repeats any of it. */
public final class Unusable extends Exception {
    private final ViolationCode code;

    Unusable(ViolationCode code, String sentence) {
        super(sentence);
        this.code = code;
    }

    public ViolationCode code() {
        return code;
    }
}
