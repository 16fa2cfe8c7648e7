package io.egress.robustness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.egress.launch.Api;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Trunks and base numbers that come, go, change and are linked in every way, by several writers at once. */
final class LinkedTrunks {
    private static final String TRUNKS = "/api/v1/egress-trunks";
    private static final String NUMBERS = "/api/v1/base-numbers";
    private static final int MOST_LINKS = 4;

    private final List<String> trunks;
    private final List<String> numbers;
    private final AtomicInteger serials = new AtomicInteger();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();

    LinkedTrunks(int trunks, int numbers, Api api) {
        this.trunks = IntStream.range(0, trunks).mapToObj(at -> "linked-" + at).toList();
        this.numbers = IntStream.range(0, numbers)
                .mapToObj(at -> "+4930400" + (1_000 + at))
                .toList();
        this.numbers.forEach(number -> api.call("PUT", NUMBERS + "/" + number, "{}"));
        this.trunks.forEach(trunk -> api.call("PUT", TRUNKS + "/" + trunk, trunk().toString()));
    }

    private ObjectNode trunk() {
        return Stamped.request(serials.incrementAndGet());
    }

    /** One edit of any kind; false if it was refused, for what it wanted to change is not there at the moment. */
    boolean edit(Api api, Random random) throws IOException {
        var trunk = any(trunks, random);
        var number = any(numbers, random);
        return switch (random.nextInt(8)) {
            case 0 -> done(api, "DELETE", TRUNKS + "/" + trunk + "?force=true", null);
            case 1 -> done(api, "DELETE", NUMBERS + "/" + number + "?force=true", null);
            case 2 -> done(api, "PUT", NUMBERS + "/" + number, "{\"egressTrunks\":" + some(trunks, random) + "}");
            case 3 -> done(api, "PUT", NUMBERS + "/" + number + "/egress-trunks/" + trunk, null);
            case 4 -> done(api, "DELETE", TRUNKS + "/" + trunk + "/base-numbers/" + number, null);
            case 5 -> done(api, "PUT", TRUNKS + "/" + trunk + "/base-numbers", some(numbers, random));
            default -> done(api, "PUT", TRUNKS + "/" + trunk, trunk().toString());
        };
    }

    private static String any(List<String> names, Random random) {
        return names.get(random.nextInt(names.size()));
    }

    private static String some(List<String> names, Random random) {
        return ControlPlane.JSON
                .valueToTree(IntStream.range(0, random.nextInt(MOST_LINKS))
                        .mapToObj(at -> any(names, random))
                        .distinct()
                        .toList())
                .toString();
    }

    private boolean done(Api api, String method, String path, String body) throws IOException {
        int status = api.send(method, path, body).statusCode();
        if (status >= 500) {
            broken.add(method + " " + path + ": " + status);
        }
        return status / 100 == 2;
    }

    /** Edits that were answered 5xx. */
    Queue<String> broken() {
        return broken;
    }
}
