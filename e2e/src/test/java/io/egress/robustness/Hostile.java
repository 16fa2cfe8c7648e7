package io.egress.robustness;

import java.util.List;
import java.util.Random;

/** Strings that want to be more than a value: line ends, NULs, quotes, escapes, formats, headers within. */
final class Hostile {
    private static final List<String> PIECES = List.of(
            "\r\n",
            "\r",
            "\n",
            "\r\n ",
            "\0",
            "\"",
            "\\",
            "\\\"",
            "'",
            "`",
            "<",
            ">",
            ";",
            ",",
            ":",
            "@",
            "%",
            "%0d%0a",
            "%00",
            "%s",
            "%n",
            "%q",
            "$(x)",
            "$var(x)",
            "${x}",
            "$hdr(From)",
            "\t",
            "\u000b",
            "\u0085",
            "\u2028",
            "\u007f",
            "\u001b[0m",
            "\ud83d\ude00",
            "&#13;",
            "\\r\\n",
            "\\u000d\\u000a",
            "=0D=0A",
            "+CRLF+",
            "*",
            "|",
            "{",
            "}",
            "[",
            "]",
            "?",
            "#");
    private static final List<String> WORDS = List.of(
            "X-Evil: 1",
            "Via: SIP/2.0/UDP 192.0.2.66",
            "Authorization: Digest username=\"x\"",
            "Route: <sip:192.0.2.66;lr>",
            "INVITE sip:x@y SIP/2.0",
            "+49301234567",
            "agent",
            "a",
            "v=0",
            "Content-Length: 0",
            "192.0.2.66",
            "GET",
            "EVAL",
            "DEL");

    private Hostile() {}

    static String next(Random random) {
        var text = new StringBuilder();
        for (int count = 1 + random.nextInt(5); count > 0; count--) {
            text.append(
                    random.nextInt(3) == 0
                            ? WORDS.get(random.nextInt(WORDS.size()))
                            : PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
