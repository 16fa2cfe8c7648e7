package io.egress.access;

import static io.egress.problem.ViolationCode.BAD_FORMAT;
import static io.egress.problem.ViolationCode.IMMUTABLE;
import static io.egress.problem.ViolationCode.NOT_ALLOWED;
import static io.egress.problem.ViolationCode.REQUIRED;
import static io.egress.problem.ViolationCode.TOO_LONG;
import static io.egress.problem.ViolationCode.TOO_SHORT;

import io.egress.problem.Violations;
import io.egress.web.Constraints;
import jakarta.enterprise.context.ApplicationScoped;

/** What a request about a user must keep to, as far as it can be said without looking at what is there. */
@ApplicationScoped
class UserRules {
    private final Constraints constraints;

    UserRules(Constraints constraints) {
        this.constraints = constraints;
    }

    Violations check(String username, UserRequest request) {
        var violations = new Violations();
        constraints.check(request, violations);
        if (username == null || username.isBlank()) {
            violations.add("/username", REQUIRED, "Give a user name, such as ada.");
        } else if (!username.matches(Users.USERNAME)) {
            violations.add(
                    "/username",
                    BAD_FORMAT,
                    "Give 1 to 64 lower-case letters, digits and ._@+-, beginning with a " + "letter or digit.");
        } else if (request.username() != null && !request.username().equals(username)) {
            violations.add("/username", IMMUTABLE, "Leave it out, or give the name in the path: it can't be changed.");
        }
        if (request.password() != null) {
            checkPassword("/password", username, request.password(), violations);
        }
        return violations;
    }

    static void checkPassword(String pointer, String username, String password, Violations violations) {
        int characters = password.codePointCount(0, password.length());
        if (characters < Users.SHORTEST) {
            violations.add(pointer, TOO_SHORT, "Give at least " + Users.SHORTEST + " characters.");
        } else if (characters > Users.LONGEST) {
            violations.add(pointer, TOO_LONG, "Give at most " + Users.LONGEST + " characters.");
        } else if (password.equalsIgnoreCase(username)) {
            violations.add(pointer, NOT_ALLOWED, "Give something else than the user name.");
        }
    }
}
