package io.egress.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What the service would have written into Redis (kamailio/contract).
 *
 * @param trunks trunk ID → row
 * @param numbers base number → row
 */
record Rows(Map<String, String> trunks, Map<String, String> numbers) {

    /** Each base number has two trunks, the better one first by priority; all trunks are one carrier's. */
    static Rows of(int trunks, int numbers, Carrier carrier) {
        var trunkRows = new TreeMap<String, String>();
        for (int at = 0; at < trunks; at++) {
            trunkRows.put(trunkId(at), trunk(trunkId(at), at % 2 == 0 ? 90 : 10, "", carrier));
        }
        var numberRows = new TreeMap<String, String>();
        for (int at = 0; at < numbers; at++) {
            int first = at % (trunks / 2) * 2;
            numberRows.put(number(at), """
                    {"number":"%s","revision":1,"trunks":["%s","%s"]}""".formatted(number(at), trunkId(first), trunkId(first + 1)));
        }
        return new Rows(trunkRows, numberRows);
    }

    /** @param more further members, each after a comma */
    static String trunk(String trunkId, int priority, String more, Carrier carrier) {
        return """
                {"trunkId":"%s","revision":1,"enabled":true,"priority":%d,"transport":"udp","host":"%s","port":%d,\
                "auth":{"method":"ip_only"},"callerId":{"mode":"base_number"}%s,"codecs":["PCMA","PCMU"]}""".formatted(trunkId, priority, Carrier.ADDRESS, carrier.port(), more);
    }

    private static String trunkId(int at) {
        return "trunk-%05d".formatted(at);
    }

    private static String number(int at) {
        return "+49301%06d".formatted(at);
    }

    /** The numbers of {@code of}. */
    static List<String> baseNumbers(int count) {
        return IntStream.range(0, count).mapToObj(Rows::number).toList();
    }

    /** The same with one more trunk and a base number of its own. */
    Rows with(String trunkId, String row, String number) {
        var trunkRows = new TreeMap<>(trunks);
        trunkRows.put(trunkId, row);
        var numberRows = new TreeMap<>(numbers);
        numberRows.put(number, """
                {"number":"%s","revision":1,"trunks":["%s"]}""".formatted(number, trunkId));
        return new Rows(trunkRows, numberRows);
    }
}
