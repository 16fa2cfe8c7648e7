package io.egress.robustness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.egress.wire.Sealing;
import java.util.List;
import java.util.Random;

/**
 * A trunk row gone wrong.
 *
 * @param isCertainlyBad whether no node may take it; a random one could still be a row, if not a right one
 */
record Mutant(String text, boolean isCertainlyBad) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NEEDED =
            List.of("trunkId", "revision", "enabled", "priority", "transport", "host", "auth", "callerId", "codecs");
    private static final List<String> NEEDED_TO_PROVE = List.of("method", "user", "password");
    private static final List<String> NOTHING_OF_THE_KIND =
            List.of("null", "[[1]]", "{\"a\":{}}", "\"\"", "-1.5", "\"\\u0000\"");

    private interface Change {
        void on(ObjectNode row, Random random);
    }

    private static final List<Change> CHANGES = List.of(
            (row, random) -> row.remove(any(NEEDED, random)),
            (row, random) -> auth(row).remove(any(NEEDED_TO_PROVE, random)),
            (row, random) -> row.set(any(NEEDED, random), read(any(NOTHING_OF_THE_KIND, random))),
            (row, random) -> auth(row).set(any(NEEDED_TO_PROVE, random), read(any(NOTHING_OF_THE_KIND, random))),
            (row, random) -> row.set("priority", read(any(List.of("-1", "101", "1.5", "1e300", "\"50\""), random))),
            (row, random) -> row.set("port", read(any(List.of("0", "65536", "-5060", "5060.5", "\"5060\""), random))),
            (row, random) -> row.set("maxCalls", read(any(List.of("0", "-1", "0.5", "1e12", "\"3\""), random))),
            (row, random) -> row.set("ringTimeout", read(any(List.of("4", "181", "30.5", "\"30\""), random))),
            (row, random) -> row.put("transport", any(List.of("sctp", "UDP", "ws", "udp "), random)),
            (row, random) ->
                    auth(row).put("method", any(List.of("oauth", "DIGEST", "tls_mutual", "ip_and_digest"), random)),
            (row, random) ->
                    ((ObjectNode) row.get("callerId")).put("mode", any(List.of("clever", "override", ""), random)),
            (row, random) -> row.put("trunkId", any(List.of("road-999", "ROAD-1", "../road", "road-1\r\n"), random)),
            (row, random) -> row.put(
                    "host",
                    any(
                            List.of(
                                    "a b",
                                    "x\r\nVia: y",
                                    "[::1",
                                    "-a.example",
                                    "1.2.3",
                                    "A.example",
                                    "a..example",
                                    "sip:a",
                                    "a@b",
                                    "a;transport=tcp",
                                    "${x}",
                                    "%s%s%n"),
                            random)),
            (row, random) -> row.put(
                    "params",
                    any(List.of("a=\r\nX: 1", "transport=tcp", "a=b?c", "a<b>", "a=%zz", ";;", "a=\u0000"), random)),
            (row, random) -> row.put("fromDomain", any(List.of("a b", "x\r\n", "", "<x>"), random)),
            (row, random) -> row.put("identityHeader", any(List.of("all", "PAI", "pai\r\n"), random)),
            (row, random) -> row.put("numberFormat", any(List.of("e165", "", "national"), random)),
            (row, random) -> row.set(
                    "codecs",
                    read(any(
                            List.of(
                                    "[]",
                                    "[\"PCMA\",\"pcma\"]",
                                    "[\"a b\"]",
                                    "[\"x\\r\\n\"]",
                                    "[1]",
                                    "[\"PCMA\",null]"),
                            random))),
            (row, random) -> row.set(
                    "allowedIps",
                    read(any(List.of("[\"300.0.0.1\"]", "[\"10.0.0.0/33\"]", "[\"any\"]", "\"all\"", "[[]]"), random))),
            (row, random) -> auth(row).put("user", any(List.of("a\r\nb", "\u0000", "", "\t"), random)),
            (row, random) -> auth(row).put("realm", any(List.of("a\r\nb", "", "\u0001"), random)),
            (row, random) ->
                    auth(row).put("password", tampered(auth(row).get("password").asText(), random)),
            (row, random) -> auth(row).put("password", Sealing.seal("trunk/another/auth.password", "secret")),
            (row, random) -> auth(row)
                    .put(
                            "password",
                            any(
                                    List.of(
                                            "secret",
                                            "s1",
                                            "s1.k9.AAAA.BBBB",
                                            "s2.k1.AAAA.BBBB",
                                            "s1.k1..",
                                            "s1.k1.====.===="),
                                    random)));

    /** @param good a digest trunk's row */
    static Mutant of(String good, Random random) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return new Mutant(good.substring(0, 1 + random.nextInt(good.length() - 1)), true);
        }
        if (kind == 1) {
            return new Mutant(
                    any(
                            List.of(
                                    "[",
                                    "nil",
                                    "42",
                                    "\"road\"",
                                    "[]x",
                                    "{\"a\":".repeat(2_000),
                                    "{}",
                                    "\u00ff\u0000",
                                    good + good,
                                    good.replaceFirst("\\{", "{\n"),
                                    good + " ".repeat(70_000)),
                            random),
                    true);
        }
        if (kind == 2) {
            return new Mutant(scratched(good, random), false);
        }
        var row = (ObjectNode) read(good);
        any(CHANGES, random).on(row, random);
        return new Mutant(row.toString(), true);
    }

    private static String scratched(String good, Random random) {
        var text = new StringBuilder(good);
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, (char) (32 + random.nextInt(95)));
                default -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
            }
        }
        return text.toString();
    }

    // Another character of the same alphabet, somewhere in body or tag; the last of each may carry unused bits.
    private static String tampered(String sealed, Random random) {
        int at = sealed.indexOf('.', 3) + 1 + random.nextInt(20);
        return sealed.substring(0, at) + (sealed.charAt(at) == 'A' ? 'B' : 'A') + sealed.substring(at + 1);
    }

    private static ObjectNode auth(ObjectNode row) {
        return (ObjectNode) row.get("auth");
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
