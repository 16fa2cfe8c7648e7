package io.egress.robustness;

import com.fasterxml.jackson.databind.JsonNode;
import io.egress.contract.Contract;
import io.egress.launch.Product;
import io.egress.launch.Settings;
import io.egress.robustness.Finding.Notes;
import io.egress.wire.ProxyAlone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Requests of every kind for every operation of openapi.yaml: no fault of ours, and no answer that is not documented. */
final class ApiKeepsItsContract implements Promise {
    private static final int CALLERS = 4;
    private static final int EXAMPLES_SHOWN = 8;
    private static final String UNLIMITED = "1000000";
    private static final List<String> STRANGERS = List.of("Bearer nobody's", "Bearer egt_none", "Basic eDp5", "Bearer");

    /** What came of some of the requests. */
    private static final class Tally {
        private final Map<Integer, Integer> statuses = new TreeMap<>();
        private final Map<String, Integer> seen = new TreeMap<>();
        private final Map<String, List<String>> wrong = new TreeMap<>();

        private synchronized void count(ApiRequest request, int status) {
            statuses.merge(status, 1, Integer::sum);
            request.operation()
                    .filter(operation -> operation.spec().get("responses").has(Integer.toString(status)))
                    .ifPresent(operation -> seen.merge(operation.id() + " " + status, 1, Integer::sum));
        }

        private synchronized void accuse(ApiRequest request, String what, String answer) {
            var where = request.operation().map(Contract.Operation::id).orElse("nothing");
            wrong.computeIfAbsent(where + ": " + what, key -> new ArrayList<>()).add(request + " → " + answer);
        }

        private int wrong(boolean isFault) {
            return wrong.entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith("5xx") == isFault)
                    .mapToInt(entry -> entry.getValue().size())
                    .sum();
        }

        private String shown(boolean isFault) {
            return wrong.entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith("5xx") == isFault)
                    .limit(EXAMPLES_SHOWN)
                    .map(entry -> "\n  " + entry.getValue().size() + " × " + entry.getKey() + ", such as "
                            + entry.getValue().get(0))
                    .collect(Collectors.joining());
        }
    }

    @Override
    public String id() {
        return "S2";
    }

    @Override
    public Finding check(Scale scale) throws Exception {
        var data = Files.createDirectories(Path.of("target/torture-" + System.nanoTime()))
                .toAbsolutePath();
        // Strangers' tokens and bad log-ins are meant to be tried, not to shut everybody of this address out.
        var settings = Settings.aside(ProxyAlone.CHECKOUT, data)
                .with("EGRESS_LIMITS_BAD_TOKENS_OF_ADDRESS", UNLIMITED)
                .with("EGRESS_LIMITS_FAILED_LOGINS_OF_ADDRESS", UNLIMITED)
                .with("EGRESS_LIMITS_NEW_TOKENS_OF_USER", UNLIMITED);
        try (var product = new Product(settings)) {
            product.start();
            return on(product, scale.of(25_000), scale.seed(), STRANGERS);
        }
    }

    /** Sends so many requests to a running product, in the name of all roles and of these strangers. */
    static Finding on(Product product, int count, long seed, List<String> strangers) throws Exception {
        var contract = Contract.present();
        var requests = new ApiRequests(contract, credentials(product, strangers), seed);
        var verdicts = new ApiVerdicts(contract, product.api().call("GET", "/problems", null));
        var tally = new Tally();
        var next = new AtomicInteger();
        Callable<Void> caller = () -> {
            try (var http = new RawHttp(product.settings().servicePort())) {
                for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                    put(requests.get(number), http, verdicts, tally);
                }
            }
            return null;
        };
        var callers = Executors.newFixedThreadPool(CALLERS);
        try {
            for (var called : callers.invokeAll(Collections.nCopies(CALLERS, caller))) {
                called.get();
            }
        } finally {
            callers.shutdownNow();
        }
        return judge(contract, count, tally, product.api().call("GET", "/api/v1/sync", null));
    }

    /** The operator's first, then those of each role. */
    private static List<String> credentials(Product product, List<String> strangers) {
        var credentials = new ArrayList<>(List.of("Bearer " + product.token()));
        for (var role : List.of("admin", "editor", "viewer")) {
            var name = "torture-" + role + "-" + System.nanoTime();
            var made = product.api()
                    .call("POST", "/api/v1/tokens", "{\"name\":\"" + name + "\",\"role\":\"" + role + "\"}");
            credentials.add("Bearer " + made.get("token").asText());
        }
        credentials.addAll(strangers);
        return credentials;
    }

    private static void put(ApiRequest request, RawHttp http, ApiVerdicts verdicts, Tally tally) {
        try {
            var answer = http.send(request);
            tally.count(request, answer.status());
            verdicts.wrong(request, answer)
                    .ifPresent(what -> tally.accuse(
                            request,
                            what,
                            answer.status() + " " + ApiRequest.cut(new String(answer.body(), StandardCharsets.UTF_8))));
        } catch (IOException e) {
            tally.accuse(request, "no answer", e.toString());
        }
    }

    private static Finding judge(Contract contract, int count, Tally tally, JsonNode sync) {
        int documented = contract.operations().stream()
                .mapToInt(operation -> (int) operation.spec().get("responses").properties().stream()
                        .filter(response -> !response.getKey().equals("default"))
                        .count())
                .sum();
        long good = tally.statuses.entrySet().stream()
                .filter(status -> status.getKey() < 300)
                .mapToInt(Map.Entry::getValue)
                .sum();
        var refused = sync.at("/nodes/0/refused");
        return new Notes()
                .hold(
                        tally.wrong(true) == 0,
                        "%,d requests for %d operations, %d answered 5xx%s",
                        count,
                        contract.operations().size(),
                        tally.wrong(true),
                        tally.shown(true))
                .hold(tally.wrong(false) == 0, "%d answers not as documented%s", tally.wrong(false), tally.shown(false))
                .hold(good > count / 10, "%,d fulfilled", good)
                .say("%d of %d documented answers met, by status %s", tally.seen.size(), documented, tally.statuses)
                .hold(
                        refused.isEmpty(),
                        "%d rows that the proxy would not take%s",
                        refused.size(),
                        refused.isEmpty() ? "" : " " + refused)
                .found();
    }
}
