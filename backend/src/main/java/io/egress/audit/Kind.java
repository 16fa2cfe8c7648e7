package io.egress.audit;

/** Kinds of objects that people change. */
public enum Kind {
    TRUNK("trunk"),
    BASE_NUMBER("base_number"),
    VARIABLE("variable"),
    USER("user"),
    TOKEN("token"),
    SESSION("session"),
    TEAM("team"),
    KEYS("keys");

    private final String wireName;

    Kind(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** Whether whoever sees such objects may read what became of them; what is said of people is for admins. */
    boolean isForEverybody() {
        return this == TRUNK || this == BASE_NUMBER || this == VARIABLE;
    }
}
