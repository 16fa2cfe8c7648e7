package io.egress.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The catalogue of problem types (RFC 9457 §3.1.1). The URI of a type is {@code /problems/<slug>}, where the service
 * explains it; it stays what it is for as long as there is an API.
 */
public enum ProblemType {
    UNREADABLE(
            400,
            "The request can't be read",
            "Path, query or body are not what the operation takes: not JSON in UTF-8, another type, an unknown or"
                    + " repeated member, too deeply nested. Nothing was stored.",
            "Change what detail and errors name; the same request fails again."),
    UNAUTHORIZED(
            401,
            "Sign in first",
            "The request says nothing about who makes it, or something that is not (any longer) good.",
            "Sign in, or send a valid token as 'Authorization: Bearer <token>'."),
    FORBIDDEN(
            403,
            "Not yours to do",
            "The caller is known, and the caller's role does not allow this operation.",
            "Ask somebody whose role does, or an admin of the team for another role."),
    CSRF(
            403,
            "The request doesn't prove where it comes from",
            "A request that changes something by way of a browser session needs the header X-CSRF-Token, and it was"
                    + " missing or another session's.",
            "Read GET /api/v1/session, send its csrfToken as X-CSRF-Token, and repeat."),
    NOT_FOUND(
            404,
            "Not found",
            "There is no such path or no such object, or it is another team's.",
            "Look at the path: names are in lower and upper case as they were created, a + in a path is best sent as %2B."),
    METHOD_NOT_ALLOWED(
            405,
            "Method not allowed",
            "The path is there and does not know the method.",
            "Use one of the methods in the header Allow."),
    NOT_ACCEPTABLE(
            406,
            "Not acceptable",
            "The operation can't answer in any of the media types in the request's Accept.",
            "Accept application/json and application/problem+json, or leave Accept out."),
    CONFLICT(
            409,
            "Changed meanwhile",
            "Somebody else changed the same thing at the same moment. Nothing was stored.",
            "Read it again and repeat."),
    TAKEN(
            409,
            "Already taken",
            "Another object has the name that the new one should get. Nothing was stored.",
            "Choose another name, or change the object that has it."),
    IN_USE(
            409,
            "Still in use",
            "Other objects use what should go: dependents names the first 100, dependentCount says how many there are."
                    + " Nothing was changed.",
            "Let go of it there first; where the operation has the parameter force, true does so in one step."),
    LOCKS_OUT(
            409,
            "Nobody could come in any more",
            "The change would take the last admin from a team, or its team from the operator. Nothing was changed.",
            "Make somebody else an admin of the team first; the operator may do it all the same."),
    PRECONDITION_FAILED(
            412,
            "Changed meanwhile",
            "If-Match or If-None-Match does not fit what is there now. Nothing was stored.",
            "Read it again, look at what changed, and repeat with the new ETag."),
    TOO_LARGE(
            413,
            "Too large",
            "The request's body is larger than the service reads. Nothing was stored.",
            "Send less; detail names the limit."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "Unsupported media type",
            "The operation does not read bodies of the request's Content-Type.",
            "Send one of the media types in the header Accept-Post or Accept-Patch, or application/json."),
    INVALID(
            422,
            "The request breaks a rule",
            "The request could be read, and values in it break rules. All of them are in errors. Nothing was stored.",
            "Change what errors point to; the same request fails again."),
    TOO_MANY_REQUESTS(
            429,
            "Too many requests",
            "This caller, or somebody who tries to sign in as this caller, asked more often than is allowed.",
            "Wait for as many seconds as the header Retry-After says."),
    INTERNAL(
            500,
            "Something went wrong here",
            "The fault is not in the request. Whether something was stored is not known.",
            "Give the operator the trace of the answer; the service's log has it as requestId."),
    UNAVAILABLE(
            503,
            "Not available for a moment",
            "Something that the service needs does not answer, such as its database. Calls go on.",
            "Repeat after as many seconds as the header Retry-After says. To repeat a change is safe with If-Match.");

    /** Where the types are explained. */
    public static final String PATH = "/problems";

    private final int status;
    private final String title;
    private final String meaning;
    private final String whatToDo;

    ProblemType(int status, String title, String meaning, String whatToDo) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
        this.whatToDo = whatToDo;
    }

    /** The last part of the type's URI. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Relative to the service, as it stands in {@code type}. */
    public String uri() {
        return PATH + "/" + slug();
    }

    /** Of every answer with this type. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** What has happened, and what has not. */
    public String meaning() {
        return meaning;
    }

    public String whatToDo() {
        return whatToDo;
    }

    static Optional<ProblemType> of(String slug) {
        return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
    }
}
