package io.egress.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** As much of the Redis protocol (RESP2) as tests and benchmarks need. */
public final class RedisClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    public RedisClient(int port, String password) throws IOException {
        socket = new Socket("127.0.0.1", port);
        in = new BufferedInputStream(socket.getInputStream());
        call("AUTH", password);
    }

    /** The answer: a text, a number as text, or null. */
    public String call(String... words) throws IOException {
        return (String) ask(words);
    }

    /** The answer when it is a list; lists within it one after the other, nulls as empty texts. */
    public List<String> list(String... words) throws IOException {
        var texts = new ArrayList<String>();
        flatten(ask(words), texts);
        return texts;
    }

    private static void flatten(Object answer, List<String> texts) {
        if (answer instanceof List<?> list) {
            list.forEach(each -> flatten(each, texts));
        } else {
            texts.add(answer == null ? "" : answer.toString());
        }
    }

    private synchronized Object ask(String... words) throws IOException {
        var out = new ByteArrayOutputStream();
        out.write(("*" + words.length + "\r\n").getBytes(StandardCharsets.UTF_8));
        for (var word : words) {
            var bytes = word.getBytes(StandardCharsets.UTF_8);
            out.write(("$" + bytes.length + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.write(bytes);
            out.write("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        socket.getOutputStream().write(out.toByteArray());
        return answer();
    }

    private Object answer() throws IOException {
        var line = line();
        switch (line.charAt(0)) {
            case '+', ':' -> {
                return line.substring(1);
            }
            case '$' -> {
                int length = Integer.parseInt(line.substring(1));
                if (length < 0) {
                    return null;
                }
                var text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
                in.readNBytes(2);
                return text;
            }
            case '*' -> {
                int count = Integer.parseInt(line.substring(1));
                var list = new ArrayList<>();
                for (int at = 0; at < count; at++) {
                    list.add(answer());
                }
                return list;
            }
            default -> throw new IOException(line);
        }
    }

    private String line() throws IOException {
        var text = new StringBuilder();
        for (int next = in.read(); next != '\r'; next = in.read()) {
            if (next < 0) {
                throw new IOException("Redis closed the connection");
            }
            text.append((char) next);
        }
        in.read();
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
