package io.egress.robustness;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 as it is on the wire: clients' libraries refuse to send what a stranger may send. One connection, kept alive. */
final class RawHttp implements AutoCloseable {
    private static final int PATIENCE_MS = 30_000;

    /** @param headers by names in lower case @param body empty if there is none; of an event stream nothing is read */
    record Answer(int status, Map<String, String> headers, byte[] body) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        /** Without its parameters. */
        String mediaType() {
            return header("Content-Type").split(";")[0].trim().toLowerCase(Locale.ROOT);
        }
    }

    private final int port;
    private Socket socket;
    private InputStream in;

    RawHttp(int port) {
        this.port = port;
    }

    /** @throws IOException also if nothing comes for half a minute */
    Answer send(ApiRequest request) throws IOException {
        boolean isFresh = socket == null;
        try {
            return exchange(request);
        } catch (EOFException e) {
            // The other side may close a connection that was idle; a fresh one it may not.
            close();
            if (isFresh) {
                throw e;
            }
            return exchange(request);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Answer exchange(ApiRequest request) throws IOException {
        if (socket == null) {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(PATIENCE_MS);
            in = new BufferedInputStream(socket.getInputStream());
        }
        try {
            socket.getOutputStream().write(written(request));
        } catch (IOException e) {
            throw (EOFException) new EOFException("closed while it was written to").initCause(e);
        }
        var answer = read(request.method().equals("HEAD"));
        if (answer.header("Connection").equalsIgnoreCase("close")
                || answer.mediaType().equals("text/event-stream")) {
            close();
        }
        return answer;
    }

    private static byte[] written(ApiRequest request) {
        var head = new StringBuilder(request.method() + " " + request.target() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        request.headers().forEach(header -> head.append(header.getKey())
                .append(": ")
                .append(header.getValue())
                .append("\r\n"));
        if (request.body() != null) {
            head.append("Content-Length: ").append(request.body().length).append("\r\n");
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (request.body() != null) {
            out.writeBytes(request.body());
        }
        return out.toByteArray();
    }

    private Answer read(boolean isHead) throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        if (status < 200) {
            return read(isHead);
        }
        return new Answer(status, headers, isHead || status == 204 || status == 304 ? new byte[0] : body(headers));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("content-type", "").startsWith("text/event-stream")) {
            return new byte[0];
        }
        if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return chunks();
        }
        return exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private byte[] chunks() throws IOException {
        var all = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            all.writeBytes(exactly(size));
            line();
        }
        while (!line().isEmpty()) {
            continue;
        }
        return all.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line().split(";")[0].trim(), 16);
    }

    private byte[] exactly(int count) throws IOException {
        var bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("closed in mid-body");
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("closed in mid-answer");
            }
            line.write(read);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // It is of no use any more, either way.
        }
        socket = null;
    }
}
