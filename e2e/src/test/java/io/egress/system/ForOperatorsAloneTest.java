package io.egress.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.egress.launch.Api;
import io.egress.launch.Product;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service tells figures and health to whoever asks: its own port is for operators, and others come by the web server. */
@ExtendWith(RunningProduct.class)
class ForOperatorsAloneTest {
    @Test
    void theServiceItselfTellsItsFigures(Product product) throws IOException {
        var service = new Api(product.settings().serviceOrigin(), "");
        assertTrue(service.send("GET", "/q/metrics", null).body().contains("egress_revision"));
        assertEquals(200, service.send("GET", "/q/health/ready", null).statusCode());
    }

    /** As they are: a client's library would tidy up a path before it sends it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q",
                "/q/",
                "/q/metrics",
                "/q/health/ready",
                "/q/openapi?format=json",
                "//q/metrics",
                "/%71/metrics",
                "/api/../q/metrics",
                "/api/%2e%2e/q/metrics",
                "/api/..%2fq/metrics",
                "/q/metrics/..%2f..%2fapi/v1",
                "/q/metrics/..%2f..%2fapi/v1/events",
                "/api/../q/metrics/..%2F..%2Fapi/v1",
                "/q/metrics/x///../../../api/v1",
                "/api/./../q/metrics/x///../../../api/v1"
            })
    void theWebServerHasNothingThere(String path, Product product) throws IOException {
        try (var socket = new Socket("127.0.0.1", product.settings().webPort())) {
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .formatted(path)
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals("HTTP/1.1 404 Not Found", answer.lines().findFirst().orElse(answer));
            assertTrue(answer.contains("/problems/not-found"), answer);
        }
    }
}
