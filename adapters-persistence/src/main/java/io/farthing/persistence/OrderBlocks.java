package io.farthing.persistence;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Blocks of hashes and payment numbers: which block a hash belongs to, and what is in one.
 *
 * <p>The blocks divide all hashes among them, each a range. There is no directory of them: with {@code n} blocks, 2^k of
 * them at first, the first {@code n} − 2^k are divided in two, so the block of a hash can be computed. One more block is
 * made by dividing the next one. A block is known by the lowest hash that belongs to it. Source: W. Litwin, "Linear
 * hashing", 1980, with the upper bits in the place of the lower ones, so that neighbours stay neighbours.
 *
 * <p>A block is a sequence of entries, each the upper 6 bytes of a hash, whose lower ones are 0, and 5 bytes of a payment
 * number, in the order of the unsigned hashes. Every payment makes a few blocks be written again, so short entries count.
 * Thread-safe: no state.
 */
final class OrderBlocks {

    static final byte[] EMPTY = {};

    private static final int HASH_BYTES = 6;
    private static final int ID_BYTES = 5;
    private static final int ENTRY_BYTES = HASH_BYTES + ID_BYTES;

    /** So many lower bits of every hash are 0. */
    static final int HASH_SHIFT = Long.SIZE - HASH_BYTES * Byte.SIZE;

    private static final long MAX_ID = (1L << (ID_BYTES * Byte.SIZE)) - 1;

    /** A hash and the payment that has it. */
    record Entry(long hash, long id) implements Comparable<Entry> {
        Entry {
            if (hash << (Long.SIZE - HASH_SHIFT) != 0 || id < 0 || id > MAX_ID) {
                throw new IllegalArgumentException("not a hash and a payment: " + hash + ", " + id);
            }
        }

        @Override
        public int compareTo(Entry other) {
            int order = Long.compareUnsigned(hash, other.hash);
            return order != 0 ? order : Long.compare(id, other.id);
        }
    }

    private OrderBlocks() {}

    /** The block to which a hash belongs when there are so many. */
    static long of(long hash, long blockCount) {
        int bits = bits(blockCount);
        if (bits == 0) {
            return 0;
        }
        long number = hash >>> (Long.SIZE - bits);
        return number >= blockCount - (1L << bits)
                ? first(number, bits)
                : first(hash >>> (Long.SIZE - bits - 1), bits + 1);
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

    // For no bits at all the number is zero, which no shift changes.
    private static long first(long number, int bits) {
        return number << (Long.SIZE - bits);
    }

    static int count(byte[] block) {
        return block.length / ENTRY_BYTES;
    }

    /** The payments with that hash. */
    static void find(byte[] block, long hash, LongConsumer found) {
        ByteBuffer entries = ByteBuffer.wrap(block);
        for (int i = lowerBound(entries, hash); i < count(block) && hashAt(entries, i) == hash; i++) {
            found.accept(idAt(entries, i));
        }
    }

    static void forEachHash(byte[] block, LongConsumer action) {
        ByteBuffer entries = ByteBuffer.wrap(block);
        for (int i = 0; i < count(block); i++) {
            action.accept(hashAt(entries, i));
        }
    }

    /** The block with more entries, which are in order; those that it has already are left out. */
    static byte[] merge(byte[] block, List<Entry> more) {
        ByteBuffer old = ByteBuffer.wrap(block);
        ByteBuffer merged = ByteBuffer.allocate(block.length + more.size() * ENTRY_BYTES);
        int i = 0;
        for (Entry entry : more) {
            while (i < count(block) && entryAt(old, i).compareTo(entry) < 0) {
                merged.put(block, i * ENTRY_BYTES, ENTRY_BYTES);
                i++;
            }
            if (i == count(block) || !entryAt(old, i).equals(entry)) {
                put(merged, entry);
            }
        }
        merged.put(block, i * ENTRY_BYTES, block.length - i * ENTRY_BYTES);
        return bytes(merged);
    }

    /** The entries of a block below a hash, if {@code isLower}, or the others. */
    static byte[] part(byte[] block, long from, boolean isLower) {
        int middle = lowerBound(ByteBuffer.wrap(block), from) * ENTRY_BYTES;
        ByteBuffer part = isLower
                ? ByteBuffer.allocate(middle).put(block, 0, middle)
                : ByteBuffer.allocate(block.length - middle).put(block, middle, block.length - middle);
        return bytes(part);
    }

    private static byte[] bytes(ByteBuffer filled) {
        byte[] bytes = new byte[filled.position()];
        filled.flip().get(bytes);
        return bytes;
    }

    private static int lowerBound(ByteBuffer entries, long hash) {
        int low = 0;
        int high = entries.capacity() / ENTRY_BYTES;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(hashAt(entries, middle), hash) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static Entry entryAt(ByteBuffer entries, int index) {
        return new Entry(hashAt(entries, index), idAt(entries, index));
    }

    private static void put(ByteBuffer entries, Entry entry) {
        entries.putInt((int) (entry.hash() >>> Integer.SIZE))
                .putShort((short) (entry.hash() >>> HASH_SHIFT))
                .put((byte) (entry.id() >>> Integer.SIZE))
                .putInt((int) entry.id());
    }

    private static long hashAt(ByteBuffer entries, int index) {
        int at = index * ENTRY_BYTES;
        return (long) entries.getInt(at) << Integer.SIZE
                | Short.toUnsignedLong(entries.getShort(at + Integer.BYTES)) << HASH_SHIFT;
    }

    private static long idAt(ByteBuffer entries, int index) {
        int at = index * ENTRY_BYTES + HASH_BYTES;
        return Byte.toUnsignedLong(entries.get(at)) << Integer.SIZE
                | Integer.toUnsignedLong(entries.getInt(at + Byte.BYTES));
    }
}
