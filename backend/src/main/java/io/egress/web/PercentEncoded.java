package io.egress.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The request target as bytes (RFC 3986 §2.1). */
final class PercentEncoded {
    private static final int ENCODED = 3;

    private PercentEncoded() {}

    /**
     * Whether the bytes are UTF-8; overlong forms and halves of surrogate pairs are not.
     *
     * @param target each % of which begins an encoded byte; Quarkus lets no other in
     */
    static boolean isUtf8(String target) {
        var bytes = new ByteArrayOutputStream(target.length());
        for (int at = 0; at < target.length(); at++) {
            if (target.charAt(at) == '%') {
                bytes.write(Integer.parseInt(target, at + 1, at + ENCODED, 16));
                at += ENCODED - 1;
            } else {
                bytes.write(target.charAt(at));
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
