package io.egress.robustness;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.egress.launch.Ports;
import io.egress.robustness.Finding.Notes;
import io.egress.sip.Agent.Invitation;
import io.egress.sip.SipMessage;
import io.egress.wire.ProxyAlone;
import io.egress.wire.Row;
import io.egress.wire.Sealing;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Hostile strings in every text of a row, as if the service had let them through, and in every header of the agent that we
 * read: a carrier gets the same headers as ever, each well-formed, or nothing.
 */
final class NothingIsInjected implements Promise {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROADS = 40;

    /** A text of a trunk row, and how a string gets into it. */
    private record Field(String name, BiFunction<ObjectNode, String, ObjectNode> put) {
        static Field member(String name) {
            return new Field(name, (row, text) -> row.put(name, text));
        }

        static Field within(String object, String name) {
            return new Field(object + "." + name, (row, text) -> {
                ((ObjectNode) row.withObjectProperty(object)).put(name, text);
                return row;
            });
        }
    }

    private static final List<Field> FIELDS = List.of(
            Field.member("trunkId"),
            Field.member("transport"),
            Field.member("host"),
            Field.member("params"),
            Field.member("fromDomain"),
            Field.member("fromUser"),
            Field.member("identityHeader"),
            Field.member("numberFormat"),
            Field.member("countryCode"),
            Field.member("tlsCa"),
            Field.within("auth", "method"),
            Field.within("auth", "user"),
            Field.within("auth", "realm"),
            Field.within("auth", "password"),
            Field.within("auth", "identity"),
            Field.within("auth", "certificate"),
            Field.within("callerId", "mode"),
            Field.within("outboundProxy", "host"),
            new Field("callerId.value", (row, text) -> {
                row.putObject("callerId").put("mode", "override").put("value", text);
                return row;
            }),
            new Field("auth.password, sealed", (row, text) -> {
                ((ObjectNode) row.get("auth"))
                        .put(
                                "password",
                                Sealing.seal("trunk/" + row.get("trunkId").asText() + "/auth.password", text));
                return row;
            }),
            new Field("codecs", (row, text) -> {
                row.putArray("codecs").add("PCMA").add(text);
                return row;
            }),
            new Field("allowedIps", (row, text) -> {
                row.putArray("allowedIps").add("127.0.0.0/8").add(text);
                return row;
            }));

    private static final List<String> HEADERS = List.of(
            "X-Caller-Id",
            "X-Base-Number",
            "From",
            "To",
            "P-Asserted-Identity",
            "Contact",
            "Privacy",
            "Subject",
            "Supported");

    @Override
    public String id() {
        return "S5";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var notes = new Notes();
        try (var proxy = new ProxyAlone(settings -> settings);
                var carrier = new WatchfulCarrier("127.0.10.1", Ports.free())) {
            var random = new Random(scale.seed());
            rows(proxy, carrier.challenging(true), random, scale.of(10_000), notes);
            headers(proxy, carrier.challenging(false), random, scale.of(10_000), notes);
        }
        return notes.found();
    }

    private static Row.Trunk good(int at, WatchfulCarrier carrier) {
        return Row.trunk("road-" + at).at(carrier.hostPort()).digest("bot", "secret");
    }

    private static void rows(ProxyAlone proxy, WatchfulCarrier carrier, Random random, int count, Notes notes)
            throws Exception {
        var rows = new ArrayList<Row>();
        for (int at = 0; at < ROADS; at++) {
            rows.add(good(at, carrier));
            rows.add(Row.number(Roads.number(at), "road-" + at));
        }
        proxy.load(rows.toArray(Row[]::new));
        var usual = call(proxy, carrier, Invitation.to("+4989555", Roads.number(0)));
        // A challenge for a realm that the trunk does not name is not answered.
        var unproven =
                usual.stream().filter(name -> !name.equals("authorization")).toList();
        int refused = 0;
        int called = 0;
        int changed = 0;
        for (int done = 0; done < count; done += ROADS) {
            var batch = new ArrayList<Row>();
            for (int at = 0; at < ROADS; at++) {
                var row = (ObjectNode) JSON.readTree(good(at, carrier).json(1));
                batch.add(Row.trunkText(
                        "road-" + at,
                        FIELDS.get((done + at) % FIELDS.size())
                                .put()
                                .apply(row, Hostile.next(random))
                                .toString()));
            }
            var report = proxy.publish(batch.toArray(Row[]::new));
            var out = StreamSupport.stream(report.get("refused").spliterator(), false)
                    .map(row -> row.get("key").asText())
                    .collect(Collectors.toSet());
            refused += out.size();
            for (int at = 0; at < ROADS; at++) {
                if (!out.contains("road-" + at)) {
                    called++;
                    var seen = call(proxy, carrier, Invitation.to("+4989555", Roads.number(at)));
                    changed += seen == null || seen.equals(usual) || seen.equals(unproven) ? 0 : 1;
                }
            }
            proxy.publish(rows.toArray(Row[]::new));
        }
        notes.hold(
                changed == 0 && carrier.problems().isEmpty(),
                "%,d strings in %d texts of a row: %,d rows refused, %,d taken "
                        + "and called, %d with other headers, %d not well-formed%s",
                count,
                FIELDS.size(),
                refused,
                called,
                changed,
                carrier.problems().size(),
                carrier.summary());
    }

    private static void headers(ProxyAlone proxy, WatchfulCarrier carrier, Random random, int count, Notes notes)
            throws Exception {
        carrier.forget();
        proxy.load(
                Row.trunk("passing").at(carrier.hostPort()).callerId("passthrough"),
                Row.number(Roads.number(0), "passing"));
        var usual = call(proxy, carrier, Invitation.to("+4989555", Roads.number(0)));
        int before = carrier.problems().size();
        int reached = 0;
        int changed = 0;
        for (int at = 0; at < count; at++) {
            var invite = with(
                    proxy.agent().invite(Invitation.to("+4989555", Roads.number(0))),
                    HEADERS.get(at % HEADERS.size()),
                    Hostile.next(random));
            proxy.agent().sendRaw(invite.bytes(), proxy.sip());
            if (at % 50 == 49) {
                var seen = call(proxy, carrier, Invitation.to("+4989555", Roads.number(0)));
                if (!usual.equals(seen)) {
                    throw new IllegalStateException("a usual call looked like " + seen);
                }
            }
        }
        for (var seen : carrier.allHeaders()) {
            reached++;
            changed += isUsual(seen, usual) ? 0 : 1;
        }
        int bad = carrier.problems().size() - before;
        notes.hold(
                changed == 0 && bad == 0,
                "%,d strings in %d headers of the agent: %,d INVITEs reached the carrier, %d with "
                        + "other headers, %d not well-formed%s",
                count,
                HEADERS.size(),
                reached,
                changed,
                bad,
                carrier.summary());
    }

    // Headers that the agent may send of its own accord: Subject and Supported are on the list of what passes, Privacy
    // is set
    // for callers who hide. None may come twice, and none that nobody sent.
    private static boolean isUsual(List<String> seen, List<String> usual) {
        var more = new ArrayList<>(seen);
        usual.forEach(more::remove);
        return more.stream().allMatch(List.of("subject", "supported", "privacy")::contains)
                && more.size() == more.stream().distinct().count();
    }

    private static SipMessage with(SipMessage invite, String name, String text) {
        boolean isThere = invite.first(name).isPresent();
        var value =
                switch (name) {
                    case "From" -> "\"" + text + "\" <sip:" + text + "@agent.example>;tag=1";
                    case "To", "Contact" -> "\"" + text + "\" <sip:" + text + "@agent.example>";
                    default -> text;
                };
        return isThere
                ? new SipMessage(
                        invite.startLine(),
                        invite.headers().stream()
                                .map(header -> header.name().equals(name) ? new SipMessage.Header(name, value) : header)
                                .toList(),
                        invite.body())
                : invite.with(name, value);
    }

    // Names of the headers that the carrier got, null if the call did not reach it.
    private static List<String> call(ProxyAlone proxy, WatchfulCarrier carrier, Invitation invitation) {
        var call = proxy.agent().call(invitation);
        return carrier.headersOf(call.invite().required("Call-ID"));
    }
}
