package io.egress.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The dashboard as Grafana is given it: whoever reads it at night must understand each panel. */
class DashboardTest {
    private static List<JsonNode> panels() throws IOException {
        return StreamSupport.stream(Checkout.dashboard().get("panels").spliterator(), false)
                .toList();
    }

    @Test
    void eachPanelHasAPlaceATitleADescriptionAndAUnit() throws IOException {
        var ids = new HashSet<Integer>();
        for (var panel : panels()) {
            assertTrue(ids.add(panel.path("id").asInt()), "twice the same id: " + panel.path("id"));
            assertFalse(panel.path("title").asText().isBlank(), panel.path("id").toString());
            assertTrue(
                    panel.at("/gridPos/x").asInt() + panel.at("/gridPos/w").asInt() <= 24,
                    panel.path("title").asText());
            if (!panel.path("type").asText().equals("row")) {
                assertTrue(
                        panel.path("description").asText().endsWith("."),
                        panel.path("title").asText());
                assertTrue(
                        panel.path("type").asText().equals("table")
                                || panel.at("/fieldConfig/defaults").has("unit"),
                        panel.path("title").asText());
            }
        }
    }

    @Test
    void panelsDoNotCoverEachOther() throws IOException {
        var taken = new HashSet<String>();
        for (var panel : panels()) {
            var place = panel.get("gridPos");
            for (int x = place.get("x").asInt();
                    x < place.get("x").asInt() + place.get("w").asInt();
                    x++) {
                for (int y = place.get("y").asInt();
                        y < place.get("y").asInt() + place.get("h").asInt();
                        y++) {
                    assertTrue(taken.add(x + "," + y), panel.path("title").asText());
                }
            }
        }
    }

    @Test
    void everythingAsksTheDataSourceThatIsProvisioned() throws IOException {
        var variable = Checkout.dashboard().at("/templating/list/0");
        assertEquals("datasource", variable.get("name").asText());
        var provisioned = Files.readString(Checkout.GRAFANA.resolve("provisioning/datasources/prometheus.yml"));
        assertTrue(provisioned.contains("uid: " + variable.at("/current/value").asText() + "\n"));
        for (var source : Checkout.dashboard().findValues("datasource")) {
            assertEquals("${datasource}", source.get("uid").asText());
        }
    }
}
