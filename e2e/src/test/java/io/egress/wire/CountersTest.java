package io.egress.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.egress.launch.Ports;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a node counts of its calls since it was started: the alarms of its operators go by that. */
class CountersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NUMBER = "+493012345";

    private static JsonNode counted(ProxyAlone proxy, int calls) throws IOException, InterruptedException {
        var counters = new JsonNode[1];
        Patience.await(calls + " calls are counted", () -> {
            var told = JSON.readTree(proxy.redis().call("GET", "egress:1:node:proxy-1"));
            counters[0] = told.path("counters");
            return counters[0].path("calls").asInt() == calls;
        });
        return counters[0];
    }

    private static int call(ProxyAlone proxy, String number) {
        return proxy.agent().call(Invitation.to("+4989555", number)).answer().status();
    }

    @Test
    void callsRefusalsAndAttemptsAreCountedByWhatBecameOfThem() throws Exception {
        try (var proxy = new ProxyAlone(settings -> settings.with("EGRESS_SILENCE_MS", "1000"));
                var first = new ScriptedCarrier("first", "127.0.10.1", Ports.free(), Script.refuses(503));
                var second = new ScriptedCarrier("second", "127.0.10.2", Ports.free(), Script.accepts())) {
            proxy.load(
                    Row.trunk("first").priority(60).at(first.hostPort()),
                    Row.trunk("second").at(second.hostPort()),
                    Row.number(NUMBER, "first", "second"),
                    Row.number("+4940555", "nobody"));
            assertEquals(JSON.readTree("{\"calls\":0,\"attempts\":{},\"refusals\":{}}"), counted(proxy, 0));

            assertEquals(200, proxy.agent().hangUp(proxy.agent().call(Invitation.to("+4989555", NUMBER))));
            assertEquals(403, call(proxy, "+4930999999"));
            assertEquals(404, call(proxy, "+4940555"));
            assertEquals(404, call(proxy, "+4940555"));
            second.follow(Script.refuses(486));
            assertEquals(486, call(proxy, NUMBER));

            assertEquals(JSON.readTree("""
                    {"calls":5,"attempts":{"4xx":1,"5xx":2,"answered":1},"refusals":{"no-base-number":1,"no-trunk":2}}"""), counted(proxy, 5));
        }
    }
}
