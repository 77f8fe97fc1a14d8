package io.farthing.domain.address;

import io.farthing.domain.hash.Sha256;
import java.util.Arrays;
import java.util.Optional;

/**
 * Base58Check: bytes and the first four bytes of their double SHA-256, written with 58 letters that cannot be mistaken
 * for one another. One changed letter breaks the check with a probability of 1 − 2⁻³².
 *
 * <p>Source: the reference client's {@code base58.cpp}. Thread-safe: no state.
 */
final class Base58Check {

    private static final String LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int CHECK_BYTES = 4;
    private static final int LETTERS_AT_ONCE = 5;
    private static final byte[] DIGITS = new byte[128];

    static {
        Arrays.fill(DIGITS, (byte) -1);
        for (int i = 0; i < LETTERS.length(); i++) {
            DIGITS[LETTERS.charAt(i)] = (byte) i;
        }
    }

    private Base58Check() {}

    /** Writes {@code payload}, which begins with its version byte. */
    static String encode(byte[] payload) {
        byte[] bytes = Arrays.copyOf(payload, payload.length + CHECK_BYTES);
        System.arraycopy(Sha256.twice(payload, payload.length), 0, bytes, payload.length, CHECK_BYTES);
        StringBuilder reversed = new StringBuilder();
        int zeros = leadingZeros(bytes);
        for (int start = zeros; start < bytes.length; ) {
            reversed.append(LETTERS.charAt(divideBy58(bytes, start)));
            if (bytes[start] == 0) {
                start++;
            }
        }
        // Leading zero bytes are written as one letter each.
        return LETTERS.substring(0, 1).repeat(zeros) + reversed.reverse();
    }

    /**
     * Reads {@code text} as exactly {@code length} bytes of payload, version byte included; nothing when a letter is
     * not of the alphabet, the length is another, or the check does not hold.
     */
    static Optional<byte[]> decode(String text, int length) {
        byte[] bytes = new byte[length + CHECK_BYTES];
        // A byte takes at most 1.37 letters; anything longer cannot fit and is not worth the arithmetic.
        if (text.length() > bytes.length * 2) {
            return Optional.empty();
        }
        // Five letters at a time, which an int can hold, into digits of 32 bits.
        int[] number = new int[(bytes.length + Integer.BYTES - 1) / Integer.BYTES];
        for (int start = 0; start < text.length(); start += LETTERS_AT_ONCE) {
            int end = Math.min(text.length(), start + LETTERS_AT_ONCE);
            long factor = 1;
            long carry = 0;
            for (int i = start; i < end; i++) {
                char letter = text.charAt(i);
                int digit = letter < 128 ? DIGITS[letter] : -1;
                if (digit < 0) {
                    return Optional.empty();
                }
                factor *= 58;
                carry = carry * 58 + digit;
            }
            for (int j = number.length - 1; j >= 0; j--) {
                carry += (number[j] & 0xffffffffL) * factor;
                number[j] = (int) carry;
                carry >>>= Integer.SIZE;
            }
            if (carry != 0) {
                return Optional.empty();
            }
        }
        if (!write(number, bytes)) {
            return Optional.empty();
        }
        // As many leading letters "1" as leading zero bytes: there is one way only to write an address.
        if (leadingZeros(bytes) != leadingOnes(text)) {
            return Optional.empty();
        }
        byte[] check = Sha256.twice(bytes, length);
        return Arrays.equals(check, 0, CHECK_BYTES, bytes, length, bytes.length)
                ? Optional.of(Arrays.copyOf(bytes, length))
                : Optional.empty();
    }

    // The number at the end of the bytes; not when it takes more of them.
    private static boolean write(int[] number, byte[] bytes) {
        int skipped = number.length * Integer.BYTES - bytes.length;
        for (int i = 0; i < number.length * Integer.BYTES; i++) {
            byte digit = (byte) (number[i / Integer.BYTES] >>> (Byte.SIZE * (Integer.BYTES - 1 - i % Integer.BYTES)));
            if (i >= skipped) {
                bytes[i - skipped] = digit;
            } else if (digit != 0) {
                return false;
            }
        }
        return true;
    }

    private static int divideBy58(byte[] number, int start) {
        int remainder = 0;
        for (int i = start; i < number.length; i++) {
            int digit = (remainder << 8) + (number[i] & 0xff);
            number[i] = (byte) (digit / 58);
            remainder = digit % 58;
        }
        return remainder;
    }

    private static int leadingZeros(byte[] bytes) {
        int count = 0;
        while (count < bytes.length && bytes[count] == 0) {
            count++;
        }
        return count;
    }

    private static int leadingOnes(String text) {
        int count = 0;
        while (count < text.length() && text.charAt(count) == LETTERS.charAt(0)) {
            count++;
        }
        return count;
    }
}
