package io.farthing.persistence.order;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongConsumer;

/**
 * Hashes of order numbers and the payments that have them, in memory. Entries are only ever added. A hash may occur more
 * than once.
 *
 * <p>An open hash table whose slots are in the order of the hashes, or nearly so, because the upper bits of a hash are its
 * slot: whoever goes through the slots meets neighbours together. One thread at a time adds, any number look up.
 */
final class RecentOrders {

    private static final int FIRST_BITS = 10;

    /** A table of a size; a bigger one takes its place when it is seven eighths full. */
    private static final class Slots {
        final int bits;
        final AtomicIntegerArray hashes;
        final AtomicLongArray ids;

        Slots(int bits) {
            this.bits = bits;
            hashes = new AtomicIntegerArray(1 << bits);
            ids = new AtomicLongArray(1 << bits);
        }

        int slot(long hash) {
            return (int) (hash >>> (OrderHashes.BITS - bits));
        }

        int next(int slot) {
            return slot + 1 & (1 << bits) - 1;
        }

        void put(long hash, long id) {
            int slot = slot(hash);
            while (hashes.getPlain(slot) != 0) {
                slot = next(slot);
            }
            ids.setPlain(slot, id);
            // Whoever sees the hash sees the number too.
            hashes.setRelease(slot, (int) hash);
        }
    }

    private volatile Slots slots = new Slots(FIRST_BITS);
    private int size;
    private long lowestId = Long.MAX_VALUE;
    private long highestId;

    /** Adds an entry; the hash is one of {@link OrderHashes} and so not 0. */
    void add(long hash, long id) {
        if (size >= slotCount() / 8 * 7) {
            grow();
        }
        slots.put(hash, id);
        size++;
        lowestId = Math.min(lowestId, id);
        highestId = Math.max(highestId, id);
    }

    private void grow() {
        Slots small = slots;
        Slots big = new Slots(small.bits + 1);
        for (int slot = 0; slot < small.hashes.length(); slot++) {
            int hash = small.hashes.getPlain(slot);
            if (hash != 0) {
                big.put(Integer.toUnsignedLong(hash), small.ids.getPlain(slot));
            }
        }
        slots = big;
    }

    /** The payments with that hash. */
    void find(long hash, LongConsumer found) {
        Slots now = slots;
        int slot = now.slot(hash);
        for (int there = now.hashes.getAcquire(slot); there != 0; there = now.hashes.getAcquire(slot)) {
            if (there == (int) hash) {
                found.accept(now.ids.getPlain(slot));
            }
            slot = now.next(slot);
        }
    }

    int size() {
        return size;
    }

    /** The lowest number of a payment; the highest possible one when there is none. */
    long lowestId() {
        return lowestId;
    }

    /** The highest number of a payment; 0 when there is none. */
    long highestId() {
        return highestId;
    }

    int slotCount() {
        return slots.hashes.length();
    }

    /** The hash in a slot; 0 for none. */
    long hashAt(int slot) {
        return Integer.toUnsignedLong(slots.hashes.getPlain(slot));
    }

    /** The payment in a slot. */
    long idAt(int slot) {
        return slots.ids.getPlain(slot);
    }
}
