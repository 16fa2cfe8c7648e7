package io.egress.robustness;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A strict look at an INVITE as a carrier got it: what in it no carrier should ever see. */
final class WellFormed {
    private static final Pattern START = Pattern.compile("INVITE sip:[^\\s@<>\"\\\\]+@[^\\s@<>\"\\\\]+ SIP/2\\.0");
    private static final Pattern HEADER = Pattern.compile("(?s)[A-Za-z0-9.!%*_+`'~-]+[ \t]*:.*");
    private static final Pattern ADDRESS =
            Pattern.compile("(\"([^\"\\\\]|\\\\.)*\"|[^\"<>,;:\\\\]*)?\\s*<sip:[^\\s<>\"\\\\]+>(;[^<>\"\\s]+)?");
    private static final List<String> ONCE =
            List.of("from", "to", "call-id", "cseq", "max-forwards", "contact", "content-length");
    private static final List<String> ADDRESSES = List.of("from", "to", "contact", "p-asserted-identity");

    private WellFormed() {}

    /** The first thing that is wrong. */
    static Optional<String> problem(byte[] message) {
        var text = new String(message, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return Optional.of("headers without an end");
        }
        var head = text.substring(0, end);
        if (head.replace("\r\n", "").chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            return Optional.of("a lone CR or LF, or a NUL");
        }
        var lines = Arrays.asList(head.replaceAll("\r\n[ \t]+", " ").split("\r\n"));
        if (!START.matcher(lines.get(0)).matches()) {
            return Optional.of("start line " + lines.get(0));
        }
        var headers = lines.subList(1, lines.size());
        return headers.stream()
                .filter(line -> !HEADER.matcher(line).matches())
                .findFirst()
                .or(() -> ONCE.stream()
                        .filter(name -> count(headers, name) != 1)
                        .map(name -> "not one " + name)
                        .findFirst())
                .or(() -> headers.stream().filter(WellFormed::isNoAddress).findFirst())
                .or(() -> Optional.of("Content-Length")
                        .filter(name -> Integer.parseInt(value(headers, name)) != message.length - end - 4))
                .or(() ->
                        Optional.of("CSeq").filter(name -> !value(headers, name).matches("[0-9]{1,10} INVITE")));
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf(':')).trim().toLowerCase();
    }

    private static long count(List<String> headers, String name) {
        return headers.stream().filter(line -> name(line).equals(name)).count();
    }

    private static String value(List<String> headers, String name) {
        return headers.stream()
                .filter(line -> name(line).equals(name.toLowerCase()))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .orElse("");
    }

    private static boolean isNoAddress(String line) {
        return ADDRESSES.contains(name(line))
                && !ADDRESS.matcher(line.substring(line.indexOf(':') + 1).trim())
                        .matches();
    }
}
