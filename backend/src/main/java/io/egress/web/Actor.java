package io.egress.web;

/**
 * Who does something.
 *
 * @param team whose objects it sees and touches; no other's
 * @param name for "created by" and the audit log
 * @param role one of {@link Role}
 * @param tokenName of the API token; null for the other ways
 */
public record Actor(String team, String name, String role, Way way, String tokenName) {
    /** The attribute of a SecurityIdentity that holds it. */
    public static final String ATTRIBUTE = "egress.actor";

    /** The service itself, in a team. */
    public static Actor system(String team) {
        return new Actor(team, "system", Role.ADMIN, Way.SYSTEM, null);
    }
}
