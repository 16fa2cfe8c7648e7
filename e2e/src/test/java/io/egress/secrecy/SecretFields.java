package io.egress.secrecy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** The contract, as far as it says what is secret and what can be read. */
final class SecretFields {
    private static final String MARK = "x-sensitivity";

    private SecretFields() {}

    /** Every member with {@code x-sensitivity: secret}, such as {@code TrunkRequest.authPass}. */
    static Set<String> of(JsonNode contract) {
        var found = new TreeSet<String>();
        contract.at("/components/schemas")
                .properties()
                .forEach(schema -> collect(schema.getKey(), schema.getValue(), found));
        contract.path("paths").properties().forEach(path -> collect(path.getKey(), path.getValue(), found));
        return found;
    }

    private static void collect(String within, JsonNode node, Set<String> found) {
        if (node.path(MARK).asText().equals("secret")) {
            found.add(within);
        }
        node.properties().forEach(member -> {
            var name = member.getKey();
            boolean structure = name.equals("properties") || name.equals("items") || name.equals("allOf");
            collect(structure ? within : within + "." + name, member.getValue(), found);
        });
        node.elements().forEachRemaining(element -> {
            if (node.isArray()) {
                collect(within, element, found);
            }
        });
    }

    /** All paths without a parameter that can be read to their end. */
    static Set<String> readable(JsonNode contract) {
        var found = new TreeSet<String>();
        contract.path("paths").properties().forEach(path -> {
            var read = path.getValue().path("get");
            boolean endless = read.at("/responses/200/content").has("text/event-stream");
            if (!read.isMissingNode() && !endless && !path.getKey().contains("{")) {
                found.add(path.getKey());
            }
        });
        return found;
    }
}
