package io.farthing.dotwallet.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads UTF-8 strictly: what is not well-formed is refused, not replaced. Thread-safe: no state. */
final class Utf8 {
    private Utf8() {}

    /** The text of {@code bytes}; throws a {@link Refusal} that says that {@code what} is no UTF-8. */
    static String decode(byte[] bytes, String what) {
        // The fast way puts a replacement character wherever something is not well-formed. Where there is none, all is.
        String lenient = new String(bytes, StandardCharsets.UTF_8);
        return lenient.indexOf('\uFFFD') < 0 ? lenient : decodeStrictly(bytes, what);
    }

    private static String decodeStrictly(byte[] bytes, String what) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(ErrorCode.NOT_CREATED, what + " is not well-formed UTF-8; encode all text as UTF-8");
        }
    }
}
