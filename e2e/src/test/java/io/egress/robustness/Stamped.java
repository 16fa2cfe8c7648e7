package io.egress.robustness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.egress.wire.Sealing;
import java.util.List;

/** A trunk whose every field says by which edit it came, so that a mixture of two edits shows. */
final class Stamped {
    /** What {@link #serial} says of a mixture. */
    static final int TORN = -1;

    private static final List<String> SHOWN = List.of(
            "name",
            "sipUri",
            "priority",
            "authUser",
            "authRealm",
            "allowedIps",
            "callerIdOverride",
            "maxConcurrentCalls",
            "fromDomain");

    private Stamped() {}

    static ObjectNode request(int serial) {
        var trunk = ControlPlane.JSON
                .createObjectNode()
                .put("name", "edit " + serial)
                .put("sipUri", "sip:e" + serial + ".example:" + port(serial))
                .put("enabled", true)
                .put("priority", serial % 101)
                .put("transport", "udp")
                .put("authMethod", "digest")
                .put("authUser", "user" + serial)
                .put("authPass", password(serial))
                .put("authRealm", "realm" + serial)
                .put("callerIdMode", "override")
                .put("callerIdOverride", "caller" + serial)
                .put("maxConcurrentCalls", serial)
                .put("fromDomain", "from" + serial + ".example");
        trunk.putArray("allowedIps").add(network(serial));
        return trunk;
    }

    private static int port(int serial) {
        return 1024 + serial % 60_000;
    }

    private static String password(int serial) {
        return "pass" + serial;
    }

    private static String network(int serial) {
        return "198.18." + serial / 256 % 256 + "." + serial % 256 + "/32";
    }

    /** The edit that an answer of the API shows, or {@link #TORN}. */
    static int serial(JsonNode trunk) {
        int serial = trunk.path("maxConcurrentCalls").asInt();
        var asked = request(serial);
        return SHOWN.stream().allMatch(field -> asked.get(field).equals(trunk.get(field))) ? serial : TORN;
    }

    /** The edit that a row in Redis shows, its password included, or {@link #TORN}. */
    static int serialOfRow(JsonNode row) {
        int serial = row.path("maxCalls").asInt();
        var password = Sealing.seal("trunk/" + row.path("trunkId").asText() + "/auth.password", password(serial));
        boolean whole = row.path("host").asText().equals("e" + serial + ".example")
                && row.path("port").asInt() == port(serial)
                && row.path("priority").asInt() == serial % 101
                && row.at("/auth/user").asText().equals("user" + serial)
                && row.at("/auth/password").asText().equals(password)
                && row.at("/auth/realm").asText().equals("realm" + serial)
                && row.at("/allowedIps/0").asText().equals(network(serial))
                && row.at("/callerId/value").asText().equals("caller" + serial)
                && row.path("fromDomain").asText().equals("from" + serial + ".example");
        return whole ? serial : TORN;
    }
}
