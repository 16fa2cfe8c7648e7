package io.egress.matrix;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An operation of the contract.
 *
 * @param path with parameters in braces
 * @param mediaType of its body; null: it has none
 */
record Operation(String id, String method, String path, String mediaType) {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    static List<Operation> all(JsonNode contract) {
        var all = new ArrayList<Operation>();
        contract.get("paths")
                .fields()
                .forEachRemaining(path -> path.getValue().fields().forEachRemaining(method -> {
                    if (METHODS.contains(method.getKey())) {
                        var content =
                                method.getValue().at("/requestBody/content").fieldNames();
                        all.add(new Operation(
                                method.getValue().get("operationId").asText(),
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                content.hasNext() ? content.next() : null));
                    }
                }));
        return all;
    }

    boolean is(String wanted) {
        return method.equals(wanted);
    }
}
