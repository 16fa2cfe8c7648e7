package io.egress.problem;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why a request is not fulfilled. Each variant knows its type (RFC 9457 §3.1); the sentence says what to do. */
public abstract sealed class Problem extends RuntimeException {
    private static final int RETRY_AFTER_SECONDS = 5;

    private final ProblemType type;
    private final List<Violation> violations;
    private final Map<String, String> headers;

    private Problem(ProblemType type, String detail, List<Violation> violations, Map<String, String> headers) {
        super(detail);
        this.type = type;
        this.violations = List.copyOf(violations);
        this.headers = Map.copyOf(headers);
    }

    private Problem(ProblemType type, String detail) {
        this(type, detail, List.of(), Map.of());
    }

    public ProblemType type() {
        return type;
    }

    public List<Violation> violations() {
        return violations;
    }

    /** What the answer's header says beside the body. */
    public Map<String, String> headers() {
        return headers;
    }

    private static Map<String, String> retryAfter(long seconds) {
        return Map.of("Retry-After", Long.toString(seconds));
    }

    /** 400: can't be read as this kind of object. */
    public static final class Unreadable extends Problem {
        public Unreadable(List<Violation> violations) {
            super(ProblemType.UNREADABLE, "See errors for what to change.", violations, Map.of());
        }

        public Unreadable(String detail) {
            super(ProblemType.UNREADABLE, detail);
        }
    }

    /** 401: no token, or one that is not good. */
    public static final class Unauthorized extends Problem {
        public Unauthorized() {
            this("Send a valid token as 'Authorization: Bearer <token>'.");
        }

        public Unauthorized(String detail) {
            super(ProblemType.UNAUTHORIZED, detail, List.of(), Map.of("WWW-Authenticate", "Bearer realm=\"egress\""));
        }
    }

    /** 403: known, and not allowed to. */
    public static final class Forbidden extends Problem {
        public Forbidden(String detail) {
            super(ProblemType.FORBIDDEN, detail);
        }
    }

    /** 403: a browser's request that another site may have made. */
    public static final class Csrf extends Problem {
        public Csrf() {
            super(ProblemType.CSRF, "Send the csrfToken of GET /api/v1/session as X-CSRF-Token.");
        }
    }

    /** 404: not there, or not there for this caller. */
    public static final class NotFound extends Problem {
        public NotFound(String detail) {
            super(ProblemType.NOT_FOUND, detail);
        }
    }

    /** 405: not by this method. */
    public static final class MethodNotAllowed extends Problem {
        /** @param allowed the path's methods */
        public MethodNotAllowed(Collection<String> allowed) {
            super(
                    ProblemType.METHOD_NOT_ALLOWED,
                    "Use one of " + String.join(", ", allowed) + ".",
                    List.of(),
                    Map.of("Allow", String.join(", ", allowed)));
        }
    }

    /** 406: in none of the media types that the caller accepts. */
    public static final class NotAcceptable extends Problem {
        public NotAcceptable() {
            super(ProblemType.NOT_ACCEPTABLE, "Accept application/json, or leave Accept out.");
        }
    }

    /** 409: someone else changed the same thing at the same time. */
    public static final class Conflict extends Problem {
        public Conflict(String detail) {
            super(ProblemType.CONFLICT, detail);
        }
    }

    /** 409: the name is taken. */
    public static final class Taken extends Problem {
        public Taken(String pointer, String detail) {
            super(ProblemType.TAKEN, detail, List.of(new Violation(pointer, ViolationCode.TAKEN, detail)), Map.of());
        }
    }

    /** 409: others depend on what should go. */
    public static final class InUse extends Problem {
        private static final int TOLD = 100;
        private static final int NAMED = 10;

        private final List<Dependent> dependents;
        private final int dependentCount;

        /**
         * @param kind what the dependents are: {@code trunk}, {@code base-number}, …
         * @param ids their keys in the API; 100 of them are told
         * @param whatToDo a sentence
         */
        public InUse(String kind, Collection<String> ids, String whatToDo) {
            super(ProblemType.IN_USE, "Used by " + named(ids) + ". " + whatToDo);
            dependents =
                    ids.stream().limit(TOLD).map(id -> new Dependent(kind, id)).toList();
            dependentCount = ids.size();
        }

        private static String named(Collection<String> ids) {
            var some = ids.stream().limit(NAMED).collect(Collectors.joining(", "));
            return ids.size() > NAMED ? some + " and " + (ids.size() - NAMED) + " more" : some;
        }

        List<Dependent> dependents() {
            return dependents;
        }

        int dependentCount() {
            return dependentCount;
        }
    }

    /** 409: it would leave a team without anybody who may let people in. */
    public static final class LocksOut extends Problem {
        public LocksOut(String detail) {
            super(ProblemType.LOCKS_OUT, detail);
        }
    }

    /** 412: changed since it was read. */
    public static final class PreconditionFailed extends Problem {
        public PreconditionFailed(String detail) {
            super(ProblemType.PRECONDITION_FAILED, detail);
        }
    }

    /** 413: more than a request may hold. */
    public static final class TooLarge extends Problem {
        public TooLarge(long limit) {
            super(ProblemType.TOO_LARGE, "Send at most " + limit + " bytes.", List.of(), Map.of("Connection", "close"));
        }
    }

    /** 415: not in a media type that the operation reads. */
    public static final class UnsupportedMediaType extends Problem {
        /** @param headers {@code Accept-Post} (Linked Data Platform §7.1), {@code Accept-Patch} (RFC 5789 §3.1) or none */
        public UnsupportedMediaType(String detail, Map<String, String> headers) {
            super(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail, List.of(), headers);
        }
    }

    /** 422: read, but a rule is broken. */
    public static final class Invalid extends Problem {
        public Invalid(List<Violation> violations) {
            super(ProblemType.INVALID, "Nothing was stored. See errors for what to change.", violations, Map.of());
        }

        /**
         * @param first of many
         * @param count of all of them
         */
        public Invalid(List<Violation> first, int count) {
            super(
                    ProblemType.INVALID,
                    "Nothing was stored. See errors for what to change: they are the first %d of %d."
                            .formatted(first.size(), count),
                    first,
                    Map.of());
        }
    }

    /** 429: more often than is allowed. */
    public static final class TooManyRequests extends Problem {
        /** @param retryAfter seconds, at least 1 */
        public TooManyRequests(long retryAfter) {
            super(
                    ProblemType.TOO_MANY_REQUESTS,
                    "Try again in " + retryAfter + " seconds.",
                    List.of(),
                    retryAfter(retryAfter));
        }
    }

    /** 500: a fault of ours. */
    public static final class Internal extends Problem {
        public Internal() {
            super(ProblemType.INTERNAL, "It is not your request. Give the operator this answer's trace.");
        }
    }

    /** 503: what is asked for can't be done at the moment. */
    public static final class Unavailable extends Problem {
        public Unavailable(String detail) {
            super(ProblemType.UNAVAILABLE, detail, List.of(), retryAfter(RETRY_AFTER_SECONDS));
        }
    }
}
