package io.egress.web;

import jakarta.enterprise.context.RequestScoped;

/** Who makes this request. */
@RequestScoped
public class Caller {
    private String team;
    private String name;

    void is(String team, String name) {
        this.team = team;
        this.name = name;
    }

    /** The team whose objects the caller sees and touches; no other's. */
    public String team() {
        if (team == null) {
            throw new IllegalStateException("nobody signed in");
        }
        return team;
    }

    /** For "created by" and "updated by". */
    public String name() {
        return name;
    }
}
