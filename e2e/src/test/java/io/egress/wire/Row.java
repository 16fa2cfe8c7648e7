package io.egress.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A row of the Redis contract. Its revision is that of the batch that publishes it. */
public sealed interface Row {
    ObjectMapper JSON = new ObjectMapper();

    String key();

    String json(long revision);

    /** An enabled UDP trunk without credentials, which shows the base number and takes PCMA and PCMU. */
    static Trunk trunk(String id) {
        return new Trunk(id);
    }

    static Row disabledTrunk(String id) {
        return new Text("trunks", id, "{\"trunkId\":\"" + id + "\",\"revision\":%d,\"enabled\":false}");
    }

    static Row number(String number, String... trunks) {
        var row = JSON.createObjectNode().put("number", number).put("revision", 0L);
        var list = row.putArray("trunks");
        List.of(trunks).stream().sorted().forEach(list::add);
        return new Number(number, row);
    }

    /** A trunk's row that is whatever it is. */
    static Row trunkText(String id, String json) {
        return new Text("trunks", id, json.replace("%", "%%"));
    }

    /** A row that is no more. */
    static Row gone(Row row) {
        return new Gone(row.hash(), row.key());
    }

    /** The hash that holds it: trunks or numbers. */
    String hash();

    record Text(String hash, String key, String format) implements Row {
        @Override
        public String json(long revision) {
            return format.formatted(revision);
        }
    }

    record Gone(String hash, String key) implements Row {
        @Override
        public String json(long revision) {
            return "";
        }
    }

    record Number(String key, ObjectNode row) implements Row {
        @Override
        public String hash() {
            return "numbers";
        }

        @Override
        public String json(long revision) {
            return row.deepCopy().put("revision", revision).toString();
        }
    }

    /** A trunk's row in the making; each word of it returns the row, changed. */
    final class Trunk implements Row {
        private static final List<String> ORDER = List.of(
                "trunkId",
                "revision",
                "enabled",
                "priority",
                "transport",
                "host",
                "port",
                "params",
                "outboundProxy",
                "auth",
                "allowedIps",
                "tlsCa",
                "callerId",
                "fromDomain",
                "fromUser",
                "identityHeader",
                "numberFormat",
                "countryCode",
                "userPhone",
                "maxCalls",
                "ringTimeout",
                "codecs");

        private final ObjectNode row = JSON.createObjectNode();

        private Trunk(String id) {
            row.put("trunkId", id).put("enabled", true).put("priority", 50).put("transport", "udp");
            row.putObject("auth").put("method", "ip_only");
            row.putObject("callerId").put("mode", "base_number");
            row.putArray("codecs").add("PCMA").add("PCMU");
        }

        /** Where the carrier is, from "host:port". */
        public Trunk at(String hostPort) {
            int colon = hostPort.lastIndexOf(':');
            return host(hostPort.substring(0, colon), Integer.parseInt(hostPort.substring(colon + 1)));
        }

        public Trunk host(String host, int port) {
            row.put("host", host).put("port", port);
            return this;
        }

        /** Without a port: SRV, then A/AAAA. */
        public Trunk host(String host) {
            row.put("host", host).remove("port");
            return this;
        }

        public Trunk transport(String transport) {
            return with("transport", transport);
        }

        public Trunk priority(int priority) {
            row.put("priority", priority);
            return this;
        }

        public Trunk digest(String user, String password) {
            return credentials("digest", user, password);
        }

        public Trunk ipAndDigest(String user, String password) {
            return credentials("ip_and_digest", user, password);
        }

        public Trunk registration(String user, String password, String identity) {
            credentials("registration", user, password);
            ((ObjectNode) row.get("auth")).put("identity", identity);
            return this;
        }

        private Trunk credentials(String method, String user, String password) {
            row.putObject("auth")
                    .put("method", method)
                    .put("user", user)
                    .put("password", Sealing.seal("trunk/" + key() + "/auth.password", password));
            return this;
        }

        public Trunk realm(String realm) {
            ((ObjectNode) row.get("auth")).put("realm", realm);
            return this;
        }

        /** @param pem chain and private key */
        public Trunk certificate(String pem) {
            row.putObject("auth")
                    .put("method", "tls_mutual")
                    .put("certificate", Sealing.seal("trunk/" + key() + "/auth.certificate", pem));
            return this;
        }

        /** @param pem the carrier's CAs */
        public Trunk tlsCa(String pem) {
            return with("tlsCa", Sealing.seal("trunk/" + key() + "/tlsCa", pem));
        }

        public Trunk allowedIps(String... networks) {
            var list = row.putArray("allowedIps");
            List.of(networks).forEach(list::add);
            return this;
        }

        public Trunk outboundProxy(String host, int port) {
            row.putObject("outboundProxy").put("host", host).put("port", port);
            return this;
        }

        public Trunk callerId(String mode) {
            row.putObject("callerId").put("mode", mode);
            return this;
        }

        public Trunk override(String value) {
            row.putObject("callerId").put("mode", "override").put("value", value);
            return this;
        }

        public Trunk maxCalls(int calls) {
            row.put("maxCalls", calls);
            return this;
        }

        public Trunk ringTimeout(int seconds) {
            row.put("ringTimeout", seconds);
            return this;
        }

        public Trunk codecs(String... names) {
            var list = row.putArray("codecs");
            List.of(names).forEach(list::add);
            return this;
        }

        /** Any other member that is a text, of the contract or not. */
        public Trunk with(String member, String value) {
            row.put(member, value);
            return this;
        }

        public Trunk userPhone() {
            row.put("userPhone", true);
            return this;
        }

        @Override
        public String hash() {
            return "trunks";
        }

        @Override
        public String key() {
            return row.get("trunkId").asText();
        }

        @Override
        public String json(long revision) {
            JsonNode present = row.deepCopy().put("revision", revision);
            var ordered = JSON.createObjectNode();
            ORDER.stream().filter(present::has).forEach(member -> ordered.set(member, present.get(member)));
            present.properties().forEach(member -> ordered.putIfAbsent(member.getKey(), member.getValue()));
            if (present.has("auth")) {
                ordered.set("auth", inOrder(present.get("auth")));
            }
            return ordered.toString();
        }

        private static ObjectNode inOrder(JsonNode auth) {
            var ordered = JSON.createObjectNode();
            List.of("method", "user", "password", "realm", "identity", "certificate").stream()
                    .filter(auth::has)
                    .forEach(member -> ordered.set(member, auth.get(member)));
            return ordered;
        }
    }
}
