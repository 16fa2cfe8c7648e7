package io.egress.web;

import io.egress.problem.Problem;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads bodies whole, up to a limit that holds for those that don't say how long they are, too. */
@Provider
public class BodyLimit implements ReaderInterceptor {
    static final int BYTES = 1024 * 1024;

    /** What of a longer body is read all the same: who is still writing would lose the answer with the connection. */
    static final int PASSED_OVER = 8 * BYTES;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        context.setInputStream(new ByteArrayInputStream(read(context.getInputStream())));
        return context.proceed();
    }

    private static byte[] read(InputStream stream) {
        try {
            var body = stream.readNBytes(BYTES);
            if (stream.read() < 0) {
                return body;
            }
            stream.skip(PASSED_OVER - BYTES);
        } catch (IOException e) {
            throw new Problem.Unreadable("The body broke off; send it again, whole.");
        }
        throw new Problem.TooLarge(BYTES);
    }
}
