package io.egress.web;

import io.egress.problem.Problem;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;

/**
 * Strong entity tags (RFC 9110 §8.8.3): the revision at which an object last changed. What proxies report and how many days
 * are left is not part of it.
 */
public final class ETags {
    private static final String WEAK = "W/";

    private ETags() {}

    public static EntityTag of(long revision) {
        return new EntityTag(Long.toString(revision));
    }

    /**
     * What is there, or 304 if the caller has it as it is (RFC 9110 §13.1.2).
     *
     * @param ifNoneMatch the header's value, or null
     */
    public static Response shown(Object object, long revision, String ifNoneMatch) {
        var answer = ifNoneMatch != null && lists(ifNoneMatch, revision, true)
                ? Response.notModified()
                : Response.ok(object);
        return answer.tag(of(revision)).build();
    }

    /**
     * @param ifMatch the header's value, or null: then anything matches
     * @throws Problem.PreconditionFailed if the object has another revision than the caller read
     */
    public static void requireMatch(String ifMatch, long revision) {
        if (ifMatch != null && !lists(ifMatch, revision, false)) {
            throw new Problem.PreconditionFailed(
                    "It was changed meanwhile; its revision is " + revision + " now. Read it again and repeat.");
        }
    }

    /** @throws Problem.PreconditionFailed if the caller wanted to change something that is not there */
    public static void requireNoMatch(String ifMatch) {
        if (ifMatch != null) {
            throw new Problem.PreconditionFailed("It is not there (any more).");
        }
    }

    /** @throws Problem.PreconditionFailed if the caller wanted to create, and it is there already */
    public static void requireAbsent(String ifNoneMatch, long revision) {
        if (ifNoneMatch != null && lists(ifNoneMatch, revision, true)) {
            throw new Problem.PreconditionFailed("It is there already; its revision is " + revision + ".");
        }
    }

    /** Weak tags are no match for a change (RFC 9110 §8.8.3.2). */
    private static boolean lists(String header, long revision, boolean weakly) {
        var tag = "\"" + revision + "\"";
        return Arrays.stream(header.split(","))
                .map(String::trim)
                .map(given -> weakly && given.startsWith(WEAK) ? given.substring(WEAK.length()) : given)
                .anyMatch(given -> given.equals("*") || given.equals(tag));
    }
}
