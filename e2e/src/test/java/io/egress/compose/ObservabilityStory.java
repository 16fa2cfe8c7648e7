package io.egress.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator wants to see how the product is. Grafana can't be had here: DashboardTest looks at its files alone. */
@ExtendWith(RunningStack.class)
class ObservabilityStory {
    private static String asked(Stack stack, String query) {
        return stack.exec("prometheus", "promtool", "query", "instant", "http://127.0.0.1:9090", query)
                .text();
    }

    @Test
    void prometheusReadsEachServiceThatThereIsAndJudgesIt(Stack stack) {
        stack.start("prometheus");
        try {
            stack.awaitHealthy("prometheus");
            Stack.await(
                    "Prometheus reads the service",
                    () -> asked(stack, "up{job=\"egress-service\"} == 1").contains("instance="),
                    () -> stack.logs("prometheus"));
            assertEquals(1, asked(stack, "up").lines().count(), "a second service that is not there is no target");
            Stack.await(
                    "the proxy is told of",
                    () -> asked(stack, "egress_calls_now").contains("node=\"proxy-1\""),
                    () -> asked(stack, "{__name__=~\"egress.*\"}"));
            var rules = stack.exec("prometheus", "promtool", "check", "config", "/etc/prometheus/prometheus.yml");
            assertTrue(rules.isFine(), rules.text());
        } finally {
            stack.remove("prometheus");
        }
    }
}
