package io.egress.robustness;

import io.egress.contract.Contract.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request to the API.
 *
 * @param operation what it is for; empty if the contract has nothing at this path with this method
 * @param isOdd whether the path may be read as several: empty, with dots, slashes, semicolons
 * @param target path and query as they are sent
 * @param body null for none
 */
record ApiRequest(
        Optional<Operation> operation,
        boolean isOdd,
        String method,
        String target,
        List<Map.Entry<String, String>> headers,
        byte[] body) {
    private static final int SHOWN = 160;

    /** For the report: enough to send it again. */
    @Override
    public String toString() {
        var shown = headers.stream()
                .filter(header -> !header.getKey().equals("Authorization"))
                .map(header -> header.getKey() + ": " + header.getValue())
                .collect(Collectors.joining(", "));
        return cut(method + " " + target) + " [" + cut(shown) + "]"
                + (body == null ? "" : " " + cut(new String(body, StandardCharsets.ISO_8859_1)));
    }

    static String cut(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" + text.length() : text;
    }
}
