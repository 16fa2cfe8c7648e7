package io.egress.robustness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP connection's cable to a server, which can be cut, or carry nothing, or the half of an answer. */
final class Cable implements AutoCloseable {
    /** What the cable does to what runs over it. */
    enum State {
        WHOLE,
        /** Connections break, new ones are refused. */
        CUT,
        /** Connections stay, new ones are accepted, nothing arrives any more. */
        BLACK_HOLE,
        /** Of each piece of an answer the first half arrives, then the connection breaks. */
        HALF_ANSWERS
    }

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile State state = State.WHOLE;

    Cable(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** What was held back is lost: whoever waited for it has to connect anew. */
    void becomes(State next) {
        boolean breaks = next == State.CUT || (state == State.BLACK_HOLE && next == State.WHOLE);
        state = next;
        if (breaks) {
            open.forEach(Cable::close);
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "cable");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var near = server.accept();
                if (state == State.CUT) {
                    close(near);
                    continue;
                }
                open.add(near);
                start(() -> join(near));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void join(Socket near) {
        var far = new Socket();
        open.add(far);
        try {
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            start(() -> carry(near, far, false));
            carry(far, near, true);
        } catch (IOException e) {
            close(near);
        } finally {
            open.remove(far);
            open.remove(near);
        }
    }

    private void carry(Socket from, Socket to, boolean answers) {
        var buffer = new byte[1 << 16];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (state == State.BLACK_HOLE) {
                    continue;
                }
                if (answers && state == State.HALF_ANSWERS) {
                    out.write(buffer, 0, length / 2);
                    break;
                }
                out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // One end broke; the other breaks as well.
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(Cable::close);
    }
}
