package io.egress.web;

import io.egress.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bodies as text. */
public final class Utf8 {
    private Utf8() {}

    /** @throws Problem.Unreadable for what is not UTF-8 */
    public static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Problem.Unreadable("The body is not in UTF-8.");
        }
    }
}
