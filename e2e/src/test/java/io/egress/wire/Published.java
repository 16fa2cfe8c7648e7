package io.egress.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What stands in Redis in the service's place: rows, head and change stream, written at once as the service does. */
final class Published implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCRIPT = """
            local epoch, revision, full, entry = ARGV[1], ARGV[2], ARGV[3] == '1', {'revision', ARGV[2]}
            if full then redis.call('DEL', 'egress:2:trunks', 'egress:2:numbers') end
            for at = 6, #ARGV, 3 do
              if ARGV[at + 2] == '' then redis.call('HDEL', 'egress:2:' .. ARGV[at], ARGV[at + 1])
              else redis.call('HSET', 'egress:2:' .. ARGV[at], ARGV[at + 1], ARGV[at + 2]) end
            end
            redis.call('HSET', 'egress:2:head', 'epoch', epoch, 'revision', revision)
            if full then redis.call('XADD', 'egress:2:changes', '*', 'revision', revision, 'full', '1')
            else redis.call('XADD', 'egress:2:changes', '*', 'revision', revision, 'trunks', ARGV[4], 'numbers', ARGV[5]) end
            return 'OK'""";

    private final int port;
    private final String password;
    private RedisClient redis;
    private int epochs;
    private String epoch = "";
    private long revision;

    Published(int port, String password) throws IOException, InterruptedException {
        this.port = port;
        this.password = password;
        redis();
    }

    /** A connection that answers. */
    RedisClient redis() throws IOException, InterruptedException {
        Patience.await("Redis answers", this::isConnected);
        return redis;
    }

    private boolean isConnected() {
        try {
            if (redis == null) {
                redis = new RedisClient(port, password);
            }
            redis.call("PING");
            return true;
        } catch (IOException e) {
            redis = null;
            return false;
        }
    }

    boolean isHeadOf(String copy) throws IOException {
        var head = JSON.readTree(copy.lines().findFirst().orElse("{}"));
        return head.path("epoch").asText().equals(epoch)
                && head.path("revision").asLong() == revision;
    }

    String epoch() {
        return epoch;
    }

    long revision() {
        return revision;
    }

    void replace(List<Row> rows) throws IOException, InterruptedException {
        replace("tests:" + ++epochs, 1, rows);
    }

    void replace(String newEpoch, long newRevision, List<Row> rows) throws IOException, InterruptedException {
        epoch = newEpoch;
        revision = newRevision;
        write(rows, "1");
    }

    void change(List<Row> rows) throws IOException, InterruptedException {
        revision++;
        write(rows, "0");
    }

    private void write(List<Row> rows, String full) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(
                "EVAL",
                SCRIPT,
                "0",
                epoch,
                Long.toString(revision),
                full,
                keys(rows, "trunks"),
                keys(rows, "numbers")));
        for (var row : rows) {
            words.addAll(List.of(row.hash(), row.key(), row.json(revision)));
        }
        redis().call(words.toArray(String[]::new));
    }

    private static String keys(List<Row> rows, String hash) {
        var list = JSON.createArrayNode();
        rows.stream().filter(row -> row.hash().equals(hash)).map(Row::key).forEach(list::add);
        return list.toString();
    }

    @Override
    public void close() throws IOException {
        redis.close();
    }
}
