package io.farthing.persistence.codec;

import java.nio.ByteBuffer;

/**
 * Numbers that are not negative in few bytes: in base 128, low digits first, with the high bit set on all digits but the
 * last. Thread-safe: no state.
 */
public final class Base128 {

    /** No number takes more bytes. */
    public static final int MAX_BYTES = 9;

    private static final int MORE = 0x80;
    private static final int DIGIT_BITS = 7;

    private Base128() {}

    /** Writes a number that is not negative into at most {@link #MAX_BYTES} bytes. */
    public static void write(ByteBuffer out, long number) {
        long rest = number;
        while (rest >= MORE) {
            out.put((byte) (rest | MORE));
            rest >>>= DIGIT_BITS;
        }
        out.put((byte) rest);
    }

    /**
     * The next number. Throws {@link IllegalArgumentException} when it has more digits than a {@code long}, and {@link
     * java.nio.BufferUnderflowException} when it has no end.
     */
    public static long read(ByteBuffer in) {
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

    /** What was written to a buffer; nothing more is written to it afterwards. */
    public static byte[] written(ByteBuffer out) {
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }
}
