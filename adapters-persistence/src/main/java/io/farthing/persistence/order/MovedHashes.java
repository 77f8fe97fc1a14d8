package io.farthing.persistence.order;

import java.util.Arrays;

/**
 * Which hashes may be in the blocks: none that is there is missed, and only some that are not there are taken for one. An
 * order number that is new, as nearly all are, needs no block to be read then.
 *
 * <p>16 MB, however many there are. With 5 million one in four hundred is taken wrongly, with 20 million one in eighteen,
 * with 50 million every third, with many more nearly all: then it is of no use, and does no harm. Source: B. Bloom,
 * "Space/time trade-offs in hash coding with allowable errors", 1970, with all bits of a hash in one word. Used by one
 * thread at a time.
 */
final class MovedHashes {

    /** With more hashes it is not worth while to read all blocks when the database is opened. */
    static final long MOST_OF_USE = 1 << 25;

    private static final int WORD_BITS = 21;
    private static final int BITS_OF_HASH = 4;

    /** Spreads those bits of a hash that do not say which word it is over the upper bits: 2⁶⁴ by the golden ratio. */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    // Made when it is needed: a database has to have 880,000 payments before.
    private long[] words = {};

    void add(long hash) {
        if (words.length == 0) {
            words = new long[1 << WORD_BITS];
        }
        words[word(hash)] |= bits(hash);
    }

    boolean mayContain(long hash) {
        return words.length != 0 && (words[word(hash)] & bits(hash)) == bits(hash);
    }

    /** From now on everything may be there. */
    void addEverything() {
        words = new long[1 << WORD_BITS];
        Arrays.fill(words, -1);
    }

    // The words are in the order of the hashes, as the blocks are.
    private static int word(long hash) {
        return (int) (hash >>> (OrderHashes.BITS - WORD_BITS));
    }

    private static long bits(long hash) {
        long mixed = hash * MULTIPLIER;
        long bits = 0;
        for (int i = 1; i <= BITS_OF_HASH; i++) {
            // A shift looks at the lowest six bits of its distance.
            bits |= 1L << (mixed >>> (Long.SIZE - i * 6));
        }
        return bits;
    }
}
