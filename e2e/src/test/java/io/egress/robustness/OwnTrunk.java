package io.egress.robustness;

import io.egress.launch.Api;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** A trunk of one writer alone, which is created, linked, unlinked and deleted again: each step knows what must be there. */
final class OwnTrunk {
    private static final String TRUNKS = "/api/v1/egress-trunks";

    /** @param serial 0: the trunk is not there */
    private record State(int serial, boolean linked) {
        private static final State ABSENT = new State(0, false);
    }

    private record Step(String method, String path, String body, int expected, State after) {}

    private final String id;
    private final String number;
    private final Random random;
    private final Supplier<Api> api;
    private final List<String> wrong = new ArrayList<>();
    private State state = State.ABSENT;
    private int serial;
    private int acknowledged;

    /** @param api the way to a service that is there, asked anew for each request */
    OwnTrunk(int writer, long seed, Supplier<Api> api) {
        id = "own-" + writer;
        number = "+49302" + (100_000 + writer);
        random = new Random(seed);
        this.api = api;
        api.get().call("PUT", "/api/v1/base-numbers/" + number, "{}");
    }

    private Step next() {
        if (state.serial() == 0) {
            var body = Stamped.request(++serial).put("trunkId", id);
            body.putArray("baseNumbers").add(number);
            return new Step("POST", TRUNKS, body.toString(), 201, new State(serial, true));
        }
        if (random.nextInt(3) == 0) {
            return new Step("DELETE", TRUNKS + "/" + id + "?force=true", null, 204, State.ABSENT);
        }
        var path = TRUNKS + "/" + id + "/base-numbers/" + number;
        return state.linked()
                ? new Step("DELETE", path, null, 204, new State(state.serial(), false))
                : new Step("PUT", path, null, 204, new State(state.serial(), true));
    }

    /** One more edit; when its answer is lost, looks which of the two states there is. */
    void step() {
        var step = next();
        try {
            int status = api.get().send(step.method(), step.path(), step.body()).statusCode();
            if (status == step.expected()) {
                state = step.after();
                acknowledged++;
            } else {
                wrong.add("lost: " + step.method() + " " + step.path() + " was answered " + status + " after " + state);
                state = look();
            }
        } catch (IOException e) {
            var seen = look();
            if (!seen.equals(state) && !seen.equals(step.after())) {
                wrong.add("lost: " + id + " is " + seen + ", neither " + state + " nor " + step.after());
            }
            state = seen;
        }
    }

    /** Whether what is there is what was acknowledged last; called when no step runs. */
    void look(List<String> violations) {
        var seen = look();
        violations.addAll(wrong);
        if (!seen.equals(state)) {
            violations.add("lost: " + id + " is " + seen + ", not " + state);
        }
    }

    private State look() {
        while (true) {
            try {
                var answer = api.get().send("GET", TRUNKS + "/" + id, null);
                if (answer.statusCode() == 404) {
                    return State.ABSENT;
                }
                if (answer.statusCode() == 200) {
                    var trunk = ControlPlane.json(answer.body());
                    return new State(
                            Stamped.serial(trunk), trunk.path("baseNumbers").size() == 1);
                }
            } catch (IOException e) {
                // The service that was asked is gone; the next one is.
            }
            Pause.ms(20);
        }
    }

    int acknowledged() {
        return acknowledged;
    }
}
