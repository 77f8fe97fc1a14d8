package io.farthing.persistence.order;

import java.util.Arrays;

/**
 * Which hashes may be in the blocks: none that is there is missed, and only some that are not there are taken for one. An
 * order number that is new, as nearly all are, needs no block to be read then.
 *
 * <p>16 MB, however many there are. With 5 million one in seven hundred is taken wrongly, most of them because another
 * number has the same hash; with 20 million one in twenty, with 50 million every other one, with many more nearly all: then
 * it is of no use, and does no harm. Source: B. Bloom, "Space/time trade-offs in hash coding with allowable errors", 1970,
 * with all bits of a hash in one line of 64 bytes. Used by one thread at a time.
 */
final class MovedHashes {

    /** With more hashes it is not worth while to read all blocks when the database is opened. */
    static final long MOST_OF_USE = 1 << 25;

    private static final int LINE_BITS = 18;
    private static final int PLACE_BITS = 9;
    private static final int WORDS_OF_LINE = (1 << PLACE_BITS) / Long.SIZE;
    private static final int BITS_OF_HASH = 6;

    /** Spreads those bits of a hash that do not say which line it is over the upper bits: 2⁶⁴ by the golden ratio. */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    // Made when it is needed: a database has to have 880,000 payments before.
    private long[] words = {};

    void add(long hash) {
        if (words.length == 0) {
            words = new long[WORDS_OF_LINE << LINE_BITS];
        }
        for (int i = 1; i <= BITS_OF_HASH; i++) {
            int bit = bit(hash, i);
            words[word(hash, bit)] |= 1L << bit;
        }
    }

    boolean mayContain(long hash) {
        if (words.length == 0) {
            return false;
        }
        for (int i = 1; i <= BITS_OF_HASH; i++) {
            int bit = bit(hash, i);
            if ((words[word(hash, bit)] & (1L << bit)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** From now on everything may be there. */
    void addEverything() {
        words = new long[WORDS_OF_LINE << LINE_BITS];
        Arrays.fill(words, -1);
    }

    // The lines are in the order of the hashes, as the blocks are.
    private static int word(long hash, int bit) {
        int line = (int) (hash >>> (OrderHashes.BITS - LINE_BITS));
        return line * WORDS_OF_LINE + bit / Long.SIZE;
    }

    // The i-th of a hash's bits, by its place in the line. A shift looks at the lowest six bits of its distance.
    private static int bit(long hash, int i) {
        return (int) ((hash * MULTIPLIER) >>> (Long.SIZE - i * PLACE_BITS)) & ((1 << PLACE_BITS) - 1);
    }
}
