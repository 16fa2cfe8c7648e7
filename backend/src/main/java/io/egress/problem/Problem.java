package io.egress.problem;

import java.util.List;

/** Why a request is not fulfilled. Each variant knows its status and its type (RFC 9457 §3.1). */
public abstract sealed class Problem extends RuntimeException {
    private final int status;
    private final String type;
    private final String title;
    private final List<Violation> violations;

    private Problem(int status, String type, String title, String detail, List<Violation> violations) {
        super(detail);
        this.status = status;
        this.type = type;
        this.title = title;
        this.violations = List.copyOf(violations);
    }

    public int status() {
        return status;
    }

    /** The last part of the type's URI. */
    public String type() {
        return type;
    }

    public String title() {
        return title;
    }

    public List<Violation> violations() {
        return violations;
    }

    /** 400: can't be read as this kind of object. */
    public static final class Unreadable extends Problem {
        public Unreadable(List<Violation> violations) {
            super(400, "unreadable", "The request can't be read", "See errors for what to change.", violations);
        }

        public Unreadable(String detail) {
            super(400, "unreadable", "The request can't be read", detail, List.of());
        }
    }

    /** 401: no token, or one that is not good. */
    public static final class Unauthorized extends Problem {
        public Unauthorized() {
            super(401, "unauthorized", "Sign in first", "Send a valid token as 'Authorization: Bearer <token>'.",
                    List.of());
        }
    }

    /** 403: signed in, but not allowed to do this. */
    public static final class Forbidden extends Problem {
        public Forbidden(String detail) {
            super(403, "forbidden", "Not allowed", detail, List.of());
        }
    }

    /** 404: not there, or not there for this caller. */
    public static final class NotFound extends Problem {
        public NotFound(String detail) {
            super(404, "not-found", "Not found", detail, List.of());
        }
    }

    /** 409: the name is taken. */
    public static final class Taken extends Problem {
        public Taken(String pointer, String detail) {
            super(409, "taken", "Already taken", detail, List.of(new Violation(pointer, "taken", detail)));
        }
    }

    /** 409: others depend on what should go. */
    public static final class InUse extends Problem {
        public InUse(String detail) {
            super(409, "in-use", "Still in use", detail, List.of());
        }
    }

    /** 412: changed since it was read. */
    public static final class PreconditionFailed extends Problem {
        public PreconditionFailed(String detail) {
            super(412, "precondition-failed", "Changed meanwhile", detail, List.of());
        }
    }

    /** 413: more than a request may hold. */
    public static final class TooLarge extends Problem {
        public TooLarge(long limit) {
            super(413, "too-large", "Too large", "Send at most " + limit + " bytes.", List.of());
        }
    }

    /** 422: read, but a rule is broken. */
    public static final class Invalid extends Problem {
        public Invalid(List<Violation> violations) {
            super(422, "invalid", "The request breaks a rule", "Nothing was stored. See errors for what to change.",
                    violations);
        }
    }

    /** 503: what is asked for can't be read at the moment. */
    public static final class Unavailable extends Problem {
        public Unavailable(String detail) {
            super(503, "unavailable", "Not available for a moment", detail, List.of());
        }
    }
}
