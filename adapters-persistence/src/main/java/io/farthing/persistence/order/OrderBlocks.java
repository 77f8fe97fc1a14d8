package io.farthing.persistence.order;

import io.farthing.persistence.codec.Base128;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

/**
 * Blocks of hashes and payment numbers: which block a hash belongs to, and what is in one.
 *
 * <p>The blocks divide all hashes among them, each a range. There is no directory of them: with {@code n} blocks, 2^k of
 * them at first, the first {@code n} − 2^k are divided in two, so the block of a hash can be computed. One more block is
 * made by dividing the next one. A block is known by the lowest hash that belongs to it. Source: W. Litwin, "Linear
 * hashing", 1980, with the upper bits in the place of the lower ones, so that neighbours stay neighbours.
 *
 * <p>A block is a sequence of entries in the order of the hashes: by how much the hash is above the one before, and the
 * number of the payment, both in {@link Base128}. With millions of payments that makes 6 bytes; every payment makes a few
 * blocks be written again, so short entries count. Thread-safe: no state.
 */
final class OrderBlocks {

    static final byte[] EMPTY = {};

    private static final int NUMBERS = 2;

    /** A hash and the payment that has it. */
    record Entry(long hash, long id) implements Comparable<Entry> {
        Entry {
            if (hash < 0 || hash >>> OrderHashes.BITS != 0 || id < 0) {
                throw new IllegalArgumentException("not a hash and a payment: " + hash + ", " + id);
            }
        }

        @Override
        public int compareTo(Entry other) {
            int order = Long.compare(hash, other.hash);
            return order != 0 ? order : Long.compare(id, other.id);
        }
    }

    /** A block, and how many entries it has more than before. */
    static final class Merged {
        final byte[] block;
        final int added;

        private Merged(byte[] block, int added) {
            this.block = block;
            this.added = added;
        }
    }

    /** Goes through the entries of a block, and stands at one of them until it has gone through all. */
    private static final class Cursor {
        private final ByteBuffer rest;
        private boolean isAtEntry;
        private long hash;
        private long id;

        Cursor(byte[] block) {
            rest = ByteBuffer.wrap(block);
            next();
        }

        void next() {
            isAtEntry = rest.hasRemaining();
            if (isAtEntry) {
                hash += Base128.read(rest);
                id = Base128.read(rest);
            }
        }

        boolean isBefore(Entry entry) {
            return isAtEntry && (hash < entry.hash() || (hash == entry.hash() && id < entry.id()));
        }

        boolean isAt(Entry entry) {
            return isAtEntry && hash == entry.hash() && id == entry.id();
        }
    }

    /** Writes a block, entry by entry in their order. */
    private static final class Writer {
        private final ByteBuffer out;
        private long last;

        Writer(int maxBytes) {
            out = ByteBuffer.allocate(maxBytes);
        }

        void write(long hash, long id) {
            Base128.write(out, hash - last);
            Base128.write(out, id);
            last = hash;
        }

        void writeWhile(Cursor cursor, LongPredicate isWanted) {
            for (; cursor.isAtEntry && isWanted.test(cursor.hash); cursor.next()) {
                write(cursor.hash, cursor.id);
            }
        }

        byte[] block() {
            return Base128.written(out);
        }
    }

    private OrderBlocks() {}

    /** The block to which a hash belongs when there are so many. */
    static long of(long hash, long blockCount) {
        int bits = bits(blockCount);
        long number = hash >>> (OrderHashes.BITS - bits);
        return number >= blockCount - (1L << bits)
                ? first(number, bits)
                : first(hash >>> (OrderHashes.BITS - bits - 1), bits + 1);
    }

    /** The block that is divided next. */
    static long nextToDivide(long blockCount) {
        int bits = bits(blockCount);
        return first(blockCount - (1L << bits), bits);
    }

    /** The block that is made when that one is divided. */
    static long nextToMake(long blockCount) {
        int bits = bits(blockCount);
        return first(2 * (blockCount - (1L << bits)) + 1, bits + 1);
    }

    private static int bits(long blockCount) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(blockCount);
    }

    private static long first(long number, int bits) {
        return number << (OrderHashes.BITS - bits);
    }

    /** The payments with that hash. */
    static void find(byte[] block, long hash, LongConsumer found) {
        for (Cursor cursor = new Cursor(block); cursor.isAtEntry && cursor.hash <= hash; cursor.next()) {
            if (cursor.hash == hash) {
                found.accept(cursor.id);
            }
        }
    }

    static void forEachHash(byte[] block, LongConsumer action) {
        for (Cursor cursor = new Cursor(block); cursor.isAtEntry; cursor.next()) {
            action.accept(cursor.hash);
        }
    }

    /** The block with more entries, which are in order; those that it has already are left out. */
    static Merged merge(byte[] block, List<Entry> more) {
        Cursor old = new Cursor(block);
        Writer merged = new Writer(block.length + more.size() * NUMBERS * Base128.MAX_BYTES);
        int added = 0;
        for (Entry entry : more) {
            for (; old.isBefore(entry); old.next()) {
                merged.write(old.hash, old.id);
            }
            if (!old.isAt(entry)) {
                merged.write(entry.hash(), entry.id());
                added++;
            }
        }
        merged.writeWhile(old, hash -> true);
        return new Merged(merged.block(), added);
    }

    /** The entries of a block below a hash, if {@code isLower}, or the others. */
    static byte[] part(byte[] block, long from, boolean isLower) {
        Cursor all = new Cursor(block);
        Writer lower = new Writer(block.length);
        lower.writeWhile(all, hash -> hash < from);
        if (isLower) {
            return lower.block();
        }
        // The first one keeps its whole hash instead of a difference.
        Writer upper = new Writer(block.length + Base128.MAX_BYTES);
        upper.writeWhile(all, hash -> true);
        return upper.block();
    }
}
