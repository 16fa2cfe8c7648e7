package io.egress.robustness;

import io.egress.launch.Ports;
import io.egress.sip.Script;
import io.egress.sip.ScriptedCarrier;
import io.egress.wire.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Trunks of a node alone, each with a base number and a carrier of its own whose name is the trunk's. */
final class Roads implements AutoCloseable {
    private final List<String> numbers = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<ScriptedCarrier> carriers = new ArrayList<>();

    Roads(int count, Script script, UnaryOperator<Row.Trunk> each) {
        for (int at = 0; at < count; at++) {
            var id = "road-" + at;
            var carrier = new ScriptedCarrier(id, "127.0.10.1", Ports.free(), script);
            carriers.add(carrier);
            numbers.add(number(at));
            rows.add(each.apply(Row.trunk(id).at(carrier.hostPort())));
            rows.add(Row.number(number(at), id));
        }
    }

    static String number(int at) {
        return "+4930" + (1_000_000 + at);
    }

    List<String> numbers() {
        return numbers;
    }

    Row[] rows() {
        return rows.toArray(Row[]::new);
    }

    Row trunk(int at) {
        return rows.get(2 * at);
    }

    ScriptedCarrier carrier(int at) {
        return carriers.get(at);
    }

    int size() {
        return carriers.size();
    }

    /** Whether the call went where its base number leads. */
    boolean isRight(Placed call) {
        return call.carrier().equals("road-" + numbers.indexOf(call.number()));
    }

    @Override
    public void close() {
        carriers.forEach(ScriptedCarrier::close);
    }
}
