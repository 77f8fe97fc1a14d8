package io.farthing.persistence.work;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Numbers that are handed out from blocks kept in memory. A sequence of the database says where each block begins, so
 * that servers never share one; it does not go back when a transaction does, so neither do the numbers. Thread-safe.
 */
public final class IdBlocks {

    /** How many numbers a block has: what the sequences grow by. */
    static final int BLOCK_SIZE = 1000;

    private long next = 1;
    private long end = 1;

    /**
     * The next {@code count} numbers, growing.
     *
     * @param nextBlock asks the database where the next block begins
     */
    public synchronized List<Long> take(int count, LongSupplier nextBlock) {
        List<Long> taken = new ArrayList<>(count);
        while (taken.size() < count) {
            if (next == end) {
                next = newBlock(nextBlock);
                end = next + BLOCK_SIZE;
            }
            taken.add(next++);
        }
        return taken;
    }

    // A database that was lost and opened again has forgotten what it told of its sequence since its last commit, and
    // would tell it again.
    private long newBlock(LongSupplier nextBlock) {
        long begin = nextBlock.getAsLong();
        while (begin < end) {
            begin = nextBlock.getAsLong();
        }
        return begin;
    }
}
