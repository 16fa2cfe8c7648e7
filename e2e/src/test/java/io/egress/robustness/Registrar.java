package io.egress.robustness;

import io.egress.launch.Ports;
import io.egress.sip.Asked;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A carrier that challenges and registers whoever asks, remembers when who did, and takes their calls. */
final class Registrar implements AutoCloseable {
    private static final String PASSWORD = "register-me";

    /**
     * A REGISTER that proved itself or did not have to.
     *
     * @param at nanoseconds, as System.nanoTime
     * @param user that is registered
     * @param from the node's address
     * @param ends whether it takes the registration away
     * @param proven whether it answered a challenge
     */
    record Seen(long at, String user, String from, boolean ends, boolean proven) {}

    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final ScriptedCarrier carrier;

    /** @param seconds that a registration lasts, whatever is asked for */
    Registrar(int seconds) {
        var check = new DigestCheck("carrier.example", "bot", PASSWORD, "MD5", true);
        var script = Script.accepts()
                .forMethod(
                        "REGISTER",
                        asked -> asked.answer(200, answer -> {
                            var contact = asked.message().required("Contact").replaceFirst(";expires=\\d+", "");
                            return ends(asked) ? answer : answer.with("Contact", contact + ";expires=" + seconds);
                        }))
                .challenging(401, check);
        carrier = new ScriptedCarrier("registrar", "127.0.11.1", Ports.free(), asked -> {
            note(asked);
            script.on(asked);
        });
    }

    private static boolean ends(Asked asked) {
        return asked.message().first("Expires").map(value -> value.equals("0")).orElse(false)
                || asked.message()
                        .first("Contact")
                        .map(value -> value.contains("expires=0"))
                        .orElse(false);
    }

    private void note(Asked asked) {
        if (asked.method().equals("REGISTER")) {
            var user = asked.message().address("To").replaceFirst("sip:([^@]*)@.*", "$1");
            seen.add(new Seen(
                    System.nanoTime(),
                    user,
                    asked.from().getAddress().getHostAddress(),
                    ends(asked),
                    asked.message().first("Authorization").isPresent()));
        }
    }

    /** What a trunk needs to register here, as members of the API's JSON. */
    String members(String user) {
        return "\"sipUri\":\"sip:" + user + "@" + carrier.hostPort()
                + "\",\"authMethod\":\"registration\",\"authUser\":\"bot\","
                + "\"authPass\":\"" + PASSWORD + "\"";
    }

    String hostPort() {
        return carrier.hostPort();
    }

    String password() {
        return PASSWORD;
    }

    List<Seen> seen() {
        return seen;
    }

    @Override
    public void close() {
        carrier.close();
    }
}
