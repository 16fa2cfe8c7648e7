package io.egress.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.egress.trunk.DesiredTrunks;
import io.egress.trunk.PublishedTrunk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What admins want in a golden.
 *
 * @param links trunk IDs by base number, sorted
 */
public record Desired(List<PublishedTrunk> trunks, JsonNode numbers, Map<String, List<String>> links) {

    public static Desired of(String fixture) {
        var json = Goldens.json(fixture + "/desired.json");
        var links = new LinkedHashMap<String, List<String>>();
        json.get("numbers").forEach(number -> links.put(number.get("number").asText(), new ArrayList<>()));
        for (var trunk : json.get("trunks")) {
            trunk.get("baseNumbers").forEach(number -> links.get(number.asText())
                    .add(trunk.get("trunkId").asText()));
        }
        links.values().forEach(Collections::sort);
        return new Desired(DesiredTrunks.of(json), json.get("numbers"), links);
    }
}
