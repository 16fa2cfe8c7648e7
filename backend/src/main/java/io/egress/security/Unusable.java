package io.egress.security;

/** A text that can't serve as what it shall be. Neither the code nor the sentence repeats any of it. */
public final class Unusable extends Exception {
    private final String code;

    Unusable(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    /** Stable, for programs. */
    public String code() {
        return code;
    }
}
