package io.egress.sip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Where a message ends in a stream: by its Content-Length (RFC 3261 §18.3). */
final class Framing {
    private Framing() {}

    /** The next message; nothing at the end of the stream. */
    static Optional<byte[]> read(InputStream in) throws IOException {
        var message = new ByteArrayOutputStream();
        for (int matched = 0; matched < 4; ) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            // Line ends before a message keep a connection alive (RFC 5626 §3.5.1).
            if (message.size() == 0 && (next == '\r' || next == '\n')) {
                continue;
            }
            message.write(next);
            matched = next == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : next == '\r' ? 1 : 0;
        }
        var head = SipMessage.parse(message.toByteArray());
        message.write(
                in.readNBytes(Integer.parseInt(head.first("Content-Length").orElse("0"))));
        return Optional.of(message.toByteArray());
    }
}
