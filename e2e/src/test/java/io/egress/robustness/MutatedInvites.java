package io.egress.robustness;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** INVITEs that are nearly right, wrong where this product reads them. */
final class MutatedInvites {
    private static final List<String> NASTY = List.of(
            "\r\n",
            "\r",
            "\n",
            "\0",
            "\r\n\t",
            "\"",
            "\\",
            "\\\"",
            "<",
            ">",
            "%00",
            "%0d%0a",
            "%",
            "%s%n",
            ";",
            ",",
            ":",
            "@",
            "\u00ff",
            "\u0001",
            "' OR 1",
            "$(x)",
            "$var(x)",
            "${x}",
            "=?utf-8?B?AA==?=",
            " ",
            "",
            "tel:+49",
            "sips:",
            "[::1]",
            "+".repeat(300),
            "9".repeat(40),
            "a".repeat(5_000),
            "-1",
            "4294967296",
            "*",
            "#");

    private static final String GOOD = """
            INVITE sip:+4989555@%s SIP/2.0\r
            Via: SIP/2.0/%s %s;branch=z9hG4bK%s\r
            Max-Forwards: 70\r
            From: "Agent" <sip:agent@agent.example>;tag=%s\r
            To: <sip:+4989555@proxy.example>\r
            Call-ID: %s\r
            CSeq: 1 INVITE\r
            Contact: <sip:agent@%s>\r
            X-Base-Number: %s\r
            X-Caller-Id: +4930777\r
            P-Asserted-Identity: "A" <sip:+4930111@agent.example>, <tel:+4930111>\r
            Route: <sip:%s;lr>\r
            Supported: 100rel, timer\r
            Content-Type: application/sdp\r
            Content-Length: %d\r
            \r
            %s""";

    private static final String BODY = """
            v=0\r
            o=- 1 1 IN IP4 127.0.0.1\r
            s=-\r
            c=IN IP4 127.0.0.1\r
            t=0 0\r
            m=audio 30000 RTP/AVP 0 8 101\r
            a=rtpmap:8 PCMA/8000\r
            a=rtpmap:101 telephone-event/8000\r
            a=fmtp:101 0-16\r
            """;

    private final Random random;
    private final String proxy;
    private final String agent;
    private final String number;
    private long count;

    MutatedInvites(Random random, String proxy, String agent, String number) {
        this.random = random;
        this.proxy = proxy;
        this.agent = agent;
        this.number = number;
    }

    private String good(String transport) {
        var id = Long.toHexString(random.nextLong()) + "." + count++;
        return GOOD.formatted(proxy, transport, agent, id, id, id, agent, number, proxy, BODY.length(), BODY);
    }

    byte[] next(String transport) {
        var text = new StringBuilder(good(transport));
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            mutate(text);
        }
        return bytes(text.toString());
    }

    private void mutate(StringBuilder text) {
        if (text.length() < 2) {
            return;
        }
        var nasty = NASTY.get(random.nextInt(NASTY.size()));
        int at = random.nextInt(text.length());
        switch (random.nextInt(9)) {
            case 0 -> text.setCharAt(at, (char) random.nextInt(256));
            case 1 -> text.deleteCharAt(at);
            case 2 -> text.insert(at, nasty);
            case 3 -> line(text, at, (start, end) -> text.delete(start, end));
            case 4 -> line(text, at, (start, end) -> text.insert(start, text.substring(start, end)));
            case 5 -> line(text, at, (start, end) -> value(text, start, end, nasty));
            case 6 -> text.setLength(at + 1);
            case 7 -> line(text, at, (start, end) -> inValue(text, start, end, nasty));
            default -> line(text, at, (start, end) -> swapped(text, start, end));
        }
    }

    private interface LineChange {
        void on(int start, int end);
    }

    private static void line(StringBuilder text, int at, LineChange change) {
        int start = text.lastIndexOf("\r\n", at) < 0 ? 0 : text.lastIndexOf("\r\n", at) + 2;
        int end = text.indexOf("\r\n", Math.min(start, text.length()));
        if (end >= 0 && start < end) {
            change.on(start, end + 2);
        }
    }

    private static void value(StringBuilder text, int start, int end, String nasty) {
        int colon = text.indexOf(":", start);
        if (colon > 0 && colon < end) {
            text.replace(colon + 1, end - 2, " " + nasty);
        }
    }

    private void inValue(StringBuilder text, int start, int end, String nasty) {
        int colon = text.indexOf(":", start);
        if (colon > 0 && colon < end - 2) {
            text.insert(colon + 1 + random.nextInt(end - 2 - colon), nasty);
        }
    }

    // The line's name and value the other way about; of a start line the words.
    private static void swapped(StringBuilder text, int start, int end) {
        var line = text.substring(start, end - 2);
        int middle = line.indexOf(start == 0 ? ' ' : ':');
        if (middle > 0) {
            text.replace(start, end - 2, line.substring(middle + 1) + line.charAt(middle) + line.substring(0, middle));
        }
    }

    private static byte[] bytes(String text) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }
}
