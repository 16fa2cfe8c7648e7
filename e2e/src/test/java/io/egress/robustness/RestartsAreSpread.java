package io.egress.robustness;

import io.egress.launch.Ports;
import io.egress.robustness.Finding.Notes;
import io.egress.sip.DigestCheck;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.sip.SipMessage;
import io.egress.wire.Patience;
import io.egress.wire.ProxyAlone;
import io.egress.wire.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** A node with a thousand registration trunks starts again: its registrars hear no more than the rate, and all of it soon. */
final class RestartsAreSpread implements Promise {
    private static final int RATE = 50;
    private static final DigestCheck CHECK = new DigestCheck("carrier.example", "bot", "s3cret", "MD5", true);

    private final List<Long> heard = new ArrayList<>();
    private final Set<String> callIds = ConcurrentHashMap.newKeySet();
    private final Set<String> users = ConcurrentHashMap.newKeySet();

    @Override
    public String id() {
        return "P11";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        int trunks = scale.of(1_000);
        var patience = Duration.ofSeconds(60 + 4L * trunks / RATE);
        try (var proxy = new ProxyAlone(settings -> settings.with("EGRESS_REGISTER_RATE", Integer.toString(RATE)));
                var registrar = new ScriptedCarrier("registrar", "127.0.11.1", Ports.free(), registrars())) {
            proxy.write(IntStream.range(0, trunks)
                    .mapToObj(at -> trunk(at, registrar))
                    .toArray(Row[]::new));
            Patience.await("all are registered", patience.toNanos(), () -> users.size() == trunks);
            proxy.awaitReady();
            users.clear();
            callIds.clear();
            synchronized (heard) {
                heard.clear();
            }
            long start = System.nanoTime();
            proxy.killAndStart();
            Patience.await("all are registered again", patience.toNanos(), () -> users.size() == trunks);
            return judged(trunks, start);
        }
    }

    private Finding judged(int trunks, long start) {
        long[] times;
        synchronized (heard) {
            times = heard.stream().mapToLong(Long::longValue).sorted().toArray();
        }
        long peak = LongStream.of(times)
                .map(first -> LongStream.of(times)
                        .filter(time -> time >= first && time < first + 1_000_000_000L)
                        .count())
                .max()
                .orElse(0);
        return new Notes()
                .hold(
                        peak <= 1.2 * RATE,
                        "%d trunks, %d REGISTERs, challenges included: at most %d in a second, %.2f of the" + " rate",
                        trunks,
                        times.length,
                        peak,
                        (double) peak / RATE)
                .hold(callIds.size() == trunks, "one Call-ID a trunk: %d", callIds.size())
                .say("all registered %.1f s after the kill", (times[times.length - 1] - start) / 1e9)
                .found();
    }

    private static Row trunk(int at, ScriptedCarrier registrar) {
        return Row.trunk("trunk-" + at).at(registrar.hostPort()).registration("bot", "s3cret", "user" + at);
    }

    private Script registrars() {
        var usual = Script.registers()
                .forMethod("REGISTER", asked -> {
                    users.add(asked.message().address("To"));
                    asked.grant(asked.message().required("Contact"));
                })
                .challenging(401, CHECK);
        return asked -> {
            note(asked.message());
            usual.on(asked);
        };
    }

    private void note(SipMessage request) {
        callIds.add(request.required("Call-ID"));
        synchronized (heard) {
            heard.add(System.nanoTime());
        }
    }
}
