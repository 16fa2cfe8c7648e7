package io.egress.web;

import io.egress.problem.Problem;
import jakarta.ws.rs.core.EntityTag;
import java.util.Arrays;

/** Strong entity tags (RFC 9110 §8.8.3): the revision at which an object last changed. */
public final class ETags {
    private ETags() {}

    public static EntityTag of(long revision) {
        return new EntityTag(Long.toString(revision));
    }

    /**
     * @param ifMatch the header's value, or null: then anything matches
     * @throws Problem.PreconditionFailed if the object has another revision than the caller read
     */
    public static void requireMatch(String ifMatch, long revision) {
        var tag = "\"" + revision + "\"";
        if (ifMatch != null && Arrays.stream(ifMatch.split(",")).map(String::trim)
                .noneMatch(given -> given.equals("*") || given.equals(tag))) {
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
    public static void requireAbsent(String ifNoneMatch) {
        if (ifNoneMatch != null && ifNoneMatch.trim().equals("*")) {
            throw new Problem.PreconditionFailed("It is there already.");
        }
    }
}
