package io.egress.openapi;

import io.egress.problem.ProblemDetails;
import io.egress.problem.ProblemType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * The answers that follow from what an operation is: whoever must sign in may be refused, what has a body may break a rule,
 * what is named by the path may not be there. What an operation says of an answer itself stays.
 */
final class Answers {
    private static final String DEFAULT = "default";
    private static final String ANY_PROBLEM = "Problem";

    private final OpenAPI contract;

    private Answers(OpenAPI contract) {
        this.contract = contract;
    }

    static void complete(OpenAPI contract) {
        var answers = new Answers(contract);
        PlacedOperation.of(contract).forEach(answers::complete);
    }

    private void complete(PlacedOperation placed) {
        var given = placed.operation().getResponses().getAPIResponses();
        // Digits before "default".
        var all = new TreeMap<String, APIResponse>(given);
        expected(placed).forEach(status -> all.computeIfAbsent(status.toString(), code -> shared(status)));
        all.put(DEFAULT, shared());
        all.forEach((code, answer) -> {
            if (isFailure(code)) {
                describe(Integer.parseInt(code), answer);
            } else if (answer.getContent() != null) {
                answer.getContent().removeMediaType(ProblemDetails.MEDIA_TYPE);
            }
        });
        placed.operation().getResponses().setAPIResponses(all);
    }

    private static List<Integer> expected(PlacedOperation placed) {
        var statuses = new ArrayList<Integer>(List.of(400));
        if (placed.needsSignIn()) {
            statuses.addAll(List.of(401, 403, 503));
        }
        if (placed.hasParameter(Parameter.In.PATH)) {
            statuses.add(404);
        }
        if (placed.hasParameter("If-Match")) {
            statuses.add(412);
        }
        if (placed.hasBody()) {
            statuses.addAll(List.of(413, 415, 422));
        }
        return statuses;
    }

    private static boolean isFailure(String code) {
        return !code.equals(DEFAULT) && Integer.parseInt(code) >= 400;
    }

    /** An answer that an operation has words of its own for, but nothing else. */
    private void describe(int status, APIResponse answer) {
        if (answer.getRef() == null) {
            answer.setContent(Problems.content(contract, types(status)));
            Problems.headers(status).forEach(answer::addHeader);
        }
    }

    private APIResponse shared(int status) {
        var types = types(status);
        var words =
                String.join(" Or: ", types.stream().map(ProblemType::meaning).toList());
        return shared(Problems.name(status), status, words, types);
    }

    private APIResponse shared() {
        return shared(ANY_PROBLEM, 0, "Every other reason why not (RFC 9457)", Arrays.asList(ProblemType.values()));
    }

    private APIResponse shared(String name, int status, String description, List<ProblemType> types) {
        var components = contract.getComponents();
        if (components.getResponses() == null || !components.getResponses().containsKey(name)) {
            var answer =
                    OASFactory.createAPIResponse().description(description).content(Problems.content(contract, types));
            Problems.headers(status).forEach(answer::addHeader);
            components.addResponse(name, answer);
        }
        return OASFactory.createAPIResponse().ref(name);
    }

    private static List<ProblemType> types(int status) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.status() == status)
                .toList();
    }
}
