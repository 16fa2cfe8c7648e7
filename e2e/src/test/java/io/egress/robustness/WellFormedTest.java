package io.egress.robustness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The strict look sees what it is there for. */
class WellFormedTest {
    private static final String GOOD = """
            INVITE sip:+49@carrier.example SIP/2.0\r
            Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r
            Max-Forwards: 70\r
            From: "A \\"quoted\\" name" <sip:+4930@carrier.example>;tag=1\r
            To: <sip:+49@carrier.example>\r
            Call-ID: 1\r
            CSeq: 32 INVITE\r
            Contact: <sip:egress@192.0.2.1>\r
            Content-Length: 0\r
            \r
            """;

    private static Optional<String> problem(String text) {
        return WellFormed.problem(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void aGoodOneHasNoProblem() {
        assertEquals(Optional.empty(), problem(GOOD));
    }

    @Test
    void aBadOneHasOne() {
        Map.of(
                        "Max-Forwards: 70",
                        "Max-Forwards: 7\n0",
                        "Call-ID: 1",
                        "Call-ID: 1\r\nCall-ID: 2",
                        "CSeq: 32",
                        "CSeq: x",
                        "To: <sip:+49@carrier.example>",
                        "To: <sip:+49@carrier.example>>",
                        "Via:",
                        "V ia:",
                        "sip:+49@carrier",
                        "sip:+49 @carrier",
                        "Content-Length: 0",
                        "Content-Length: 5",
                        "\"A \\\"quoted\\\" name\"",
                        "\"A\" quoted\" name\"",
                        "tag=1",
                        "tag=\u0000")
                .forEach((good, bad) -> {
                    assertTrue(GOOD.contains(good), good);
                    assertTrue(problem(GOOD.replace(good, bad)).isPresent(), bad);
                });
    }
}
