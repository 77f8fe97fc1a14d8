package io.farthing.persistence;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * Numbers that are not negative in few bytes: in base 128, low digits first, with the high bit set on all digits but the
 * last. Thread-safe: no state.
 */
final class Base128 {

    private static final int MORE = 0x80;
    private static final int DIGIT_BITS = 7;

    private Base128() {}

    static void write(ByteArrayOutputStream out, long number) {
        long rest = number;
        while (rest >= MORE) {
            out.write((int) (rest | MORE));
            rest >>>= DIGIT_BITS;
        }
        out.write((int) rest);
    }

    /**
     * Throws {@link IllegalArgumentException} when it has more digits than a {@code long}, and {@link
     * java.nio.BufferUnderflowException} when it has no end.
     */
    static long read(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
            byte digit = in.get();
            number |= (long) (digit & (MORE - 1)) << shift;
            if (digit >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("a number has too many digits");
    }
}
