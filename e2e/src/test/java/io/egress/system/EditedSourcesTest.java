package io.egress.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.egress.launch.Ports;
import io.egress.sip.Agent;
import io.egress.sip.Agent.Invitation;
import io.egress.wire.Patience;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code make dev}: what is saved is what runs a moment later. */
class EditedSourcesTest {
    private static final Duration MOMENT = Duration.ofSeconds(30);

    private static EditedCopy copy;

    @BeforeAll
    static void start() throws Exception {
        copy = new EditedCopy();
    }

    @AfterAll
    static void stop() {
        if (copy != null) {
            copy.close();
        }
    }

    /** What is asked for until it is there; a service that is taking up a change may let whoever asks wait for too long. */
    private static void awaitAnswer(String path, String text) throws Exception {
        Patience.await(path + " says " + text, MOMENT.toNanos(), () -> {
            try {
                return copy.api().send("GET", path, null).body().contains(text);
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    void thePageIsServedAsItWasSaved() throws Exception {
        var texts = "frontend/src/features/system-state/locales/en.ts";
        var served = texts.substring("frontend".length());
        awaitAnswer(served, "State of the system");
        copy.save(texts, "State of the system", "State of what was edited");
        awaitAnswer(served, "State of what was edited");
    }

    @Test
    void theServiceAnswersAsItWasSaved() throws Exception {
        awaitAnswer("/api/v1/nowhere", "There is nothing at this path.");
        copy.save(
                "backend/src/main/java/io/egress/problem/ProblemMapper.java",
                "There is nothing at this path.",
                "There is what was edited.");
        awaitAnswer("/api/v1/nowhere", "There is what was edited.");
    }

    @Test
    void callsAreRoutedByTheLuaThatWasSavedOnceItParses() throws Exception {
        var file = "kamailio/egress/invite.lua";
        var line = "return refuse.call(\"no-base-number\") end";
        try (var agent = new Agent(
                "127.0.0.1",
                Ports.free(),
                new InetSocketAddress("127.0.0.1", copy.settings().sipPort()))) {
            copy.save(file, line, line.replace("end", "en"));
            copy.awaitSaid("The node goes on without " + file + ".", MOMENT);
            assertEquals("no-base-number", refusal(agent));

            copy.save(file, line.replace("end", "en"), line.replace("no-base-number", "no-trunk"));
            copy.awaitSaid("The node runs with " + file, MOMENT);
            assertEquals("no-trunk", refusal(agent));
        }
    }

    private static String refusal(Agent agent) {
        return agent.call(Invitation.to("+4989555", "+4932999998")).answer().required("X-Egress-Reason");
    }
}
