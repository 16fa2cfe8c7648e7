package io.egress.audit;

/** What was done to an object. */
public enum Action {
    CREATE("create"),
    UPDATE("update"),
    DELETE("delete"),
    ROTATE("rotate");

    private final String wireName;

    Action(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
