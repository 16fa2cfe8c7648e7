package io.egress.security;

/** A text that must not be seen: it shows in no log and no JSON, only to who asks for it by name. */
public final class Secret {
    private final String clear;

    private Secret(String clear) {
        this.clear = clear;
    }

    public static Secret of(String clear) {
        return new Secret(clear);
    }

    public String reveal() {
        return clear;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.clear.equals(clear);
    }

    @Override
    public int hashCode() {
        return clear.hashCode();
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
