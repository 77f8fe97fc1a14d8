package io.farthing.persistence.order;

import io.farthing.persistence.order.OrderBlockTable.State;
import io.farthing.persistence.order.OrderBlocks.Entry;
import io.farthing.persistence.sql.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The index of order numbers of an H2 database: which payments have the hash of an order number.
 *
 * <p>Hashes are random. An ordinary index over them would write a page of its own for every payment. Here the newest
 * payments are known from a bounded table in memory, {@code active}; when that is full it is {@code frozen}, and its
 * entries move to {@link OrderBlocks} in the database, in the order of their hashes, so that many of them share a block.
 * They move as the active table fills, a few thousand at a time, with a batch of payments and in its transaction: there is
 * nothing that could be forgotten, and nobody has to wait for a big move. {@code docs/adr/0005-order-numbers-on-h2.md} has
 * the figures.
 *
 * <p>What is in memory is found again, when the database is opened, by reading the payments above {@code mergedUpTo}. A
 * number that is lower than that and comes late goes to its block at once. {@link MovedHashes} tells of nearly all new order
 * numbers, without a look at any block, that they are in none.
 *
 * <p>One unit of work at a time may add, and holds {@link #lock} from its first look to its end: so nobody finds a number
 * free while somebody else is using it up. Any number of others look up. A database has one index, and one process.
 */
public final class OrderNumberIndex {

    /**
     * So many payments are known from memory before they are moved: 12 MB, and as much again while they are moved. With these
     * a table of 2²⁰ slots has room for one more batch before it is seven eighths full, and would grow.
     */
    public static final int CAPACITY = 880_000;

    /** So many entries are read or moved at once at most. */
    private static final int CHUNK = 10_000;

    /**
     * So many moves it takes: some 3,400 entries each, which are neighbours. With fewer of them, those at both ends of what is
     * moved would count: a block that takes some entries now and some later is written twice, and a page of H2 has four.
     */
    private static final int STEPS = 256;

    /** What is in memory. {@code frozen} is the older part, if it has not been moved altogether. */
    record Memory(RecentOrders active, @Nullable RecentOrders frozen) {

        void find(long hash, LongConsumer found) {
            active.find(hash, found);
            if (frozen != null) {
                frozen.find(hash, found);
            }
        }
    }

    final ReentrantLock lock = new ReentrantLock();

    private final int capacity;
    private final MovedHashes movedHashes = new MovedHashes();
    private Memory memory = new Memory(new RecentOrders(), null);
    private volatile Memory seenByAll = memory;
    private State state = State.OF_NO_PAYMENTS;
    private volatile @Nullable OrderHashes hashes;
    /** Up to which slot {@code frozen} has moved. */
    private int nextSlot;

    /** How many were in {@code active} when {@code frozen} began to move. */
    private int activeAtFirst;

    private boolean isLoaded;

    /** An index that knows so many payments from memory before they are moved; {@link #CAPACITY} is usual. */
    public OrderNumberIndex(int capacity) {
        this.capacity = capacity;
    }

    /** The order numbers as a transaction sees them that has not executed anything yet. */
    public OrderNumbers numbers(Transaction transaction) {
        return new IndexedOrderNumbers(this, transaction);
    }

    /** What is in memory now. Whoever asks before the first statement of a unit of work misses nothing older than that. */
    Memory memory() {
        return lock.isHeldByCurrentThread() ? memory : seenByAll;
    }

    /** What was read or added is committed. The lock is held. */
    void publish() {
        seenByAll = memory;
    }

    /** The hash under which the index keeps a digest. */
    long hash(UUID digest) {
        OrderHashes known = hashes;
        if (known == null) {
            throw new IllegalStateException("the index of order numbers is not loaded");
        }
        return known.of(digest);
    }

    /** The payments in the blocks that have one of these hashes, as the unit of work sees them. */
    List<Long> findInBlocks(Transaction transaction, List<Long> hashes) {
        // Who holds the lock knows what is in the blocks, and how many there are; for others it may be another number
        // than for us.
        boolean isLocked = lock.isHeldByCurrentThread();
        OrderBlockTable table = new OrderBlockTable(transaction);
        long count = isLocked ? state.blockCount() : table.state().blockCount();
        Map<Long, List<Long>> byBlock = new HashMap<>();
        for (long hash : hashes) {
            if (!isLocked || movedHashes.mayContain(hash)) {
                byBlock.computeIfAbsent(OrderBlocks.of(hash, count), block -> new ArrayList<>(1))
                        .add(hash);
            }
        }
        List<Long> found = new ArrayList<>();
        if (byBlock.isEmpty()) {
            return found;
        }
        table.read(byBlock.keySet())
                .forEach((block, entries) -> byBlock.getOrDefault(block, List.of())
                        .forEach(hash -> OrderBlocks.find(entries, hash, found::add)));
        return found;
    }

    /** Makes sure that the memory agrees with the database. The lock is held. Whether it had to be read. */
    boolean ensureLoaded(Transaction transaction) {
        if (isLoaded) {
            return false;
        }
        load(transaction);
        isLoaded = true;
        return true;
    }

    /**
     * What is in memory can no longer be trusted by whoever adds payments. The lock is held.
     *
     * @param doubtful what may have been committed or not: whoever looks for it will see by the payments
     */
    void forget(List<Entry> doubtful) {
        doubtful.forEach(entry -> seenByAll.active().add(entry.hash(), entry.id()));
        isLoaded = false;
    }

    // Payments that were recorded before there was this index, or that could not be moved in time, can be many more
    // than the memory is for; they go to the blocks at once.
    private void load(Transaction transaction) {
        OrderBlockTable table = new OrderBlockTable(transaction);
        hashes = new OrderHashes(table.key());
        Loading loading = new Loading(table);
        if (loading.state.entryCount() > MovedHashes.MOST_OF_USE) {
            movedHashes.addEverything();
        } else {
            table.eachHash(movedHashes::add);
        }
        long after = loading.state.mergedUpTo();
        for (List<Entry> read = read(transaction, after); !read.isEmpty(); read = read(transaction, after)) {
            read.forEach(loading::add);
            after = read.get(read.size() - 1).id();
        }
        loading.end();
    }

    private List<Entry> read(Transaction transaction, long after) {
        List<Entry> read = new ArrayList<>();
        transaction.query(
                "select order_key, id from payments where id > " + after + " order by id limit " + CHUNK,
                row -> read.add(new Entry(hash(row.getObject(1, UUID.class)), row.getLong(2))));
        return read;
    }

    /** Takes over what is read from the payments. */
    private final class Loading {

        private final OrderBlockTable table;
        private RecentOrders newer = new RecentOrders();
        private @Nullable RecentOrders older;
        private State state;

        Loading(OrderBlockTable table) {
            this.table = table;
            this.state = table.state();
        }

        void add(Entry entry) {
            if (newer.size() == capacity) {
                if (older != null) {
                    move(older);
                }
                older = newer;
                newer = new RecentOrders();
            }
            newer.add(entry.hash(), entry.id());
        }

        private void move(RecentOrders all) {
            for (int slot = 0; slot < all.slotCount(); ) {
                List<Entry> slice = new ArrayList<>();
                slot = collect(all, slot, all.slotCount(), slice);
                state = moveToBlocks(table, slice, state);
            }
            state = state.mergedUpTo(all.highestId());
            table.write(state);
        }

        void end() {
            OrderNumberIndex.this.state = state;
            nextSlot = 0;
            activeAtFirst = newer.size();
            memory = new Memory(newer, older);
        }
    }

    /** What one unit of work does to the index; it takes effect when that is committed. */
    final class Addition {

        private final List<Entry> added;
        private State next = state;
        private int slot = nextSlot;

        private Addition(List<Entry> added) {
            this.added = added;
        }

        private void write(OrderBlockTable table) {
            List<Entry> moved = new ArrayList<>();
            for (Entry entry : added) {
                if (entry.id() <= state.mergedUpTo()) {
                    moved.add(entry);
                }
            }
            RecentOrders frozen = memory.frozen();
            if (frozen != null) {
                slot = collect(frozen, slot, due(frozen), moved);
            }
            if (!moved.isEmpty()) {
                next = moveToBlocks(table, moved, state);
            }
            if (frozen != null && slot == frozen.slotCount()) {
                next = next.mergedUpTo(mergedUpTo(frozen));
            }
            if (!next.equals(state)) {
                table.write(next);
            }
        }

        // Up to which slot it should have been moved by now: all of it a little before the active table is full.
        private int due(RecentOrders frozen) {
            int all = frozen.slotCount();
            int active = memory.active().size() + added.size();
            int activeAtLast = capacity - capacity / 16;
            if (active >= activeAtLast) {
                return all;
            }
            int due = (int) ((long) all * (active - activeAtFirst) / (activeAtLast - activeAtFirst));
            return due - slot < all / STEPS ? slot : due;
        }

        // Everything in memory that is not in the blocks yet is above it.
        private long mergedUpTo(RecentOrders frozen) {
            long lowest = memory.active().lowestId();
            for (Entry entry : added) {
                lowest = Math.min(lowest, entry.id());
            }
            return Math.max(state.mergedUpTo(), lowest == Long.MAX_VALUE ? frozen.highestId() : lowest - 1);
        }

        /** The unit of work is committed. The lock is held. */
        void apply() {
            Memory before = memory;
            RecentOrders active = before.active();
            for (Entry entry : added) {
                if (entry.id() > state.mergedUpTo()) {
                    active.add(entry.hash(), entry.id());
                }
            }
            RecentOrders frozen = before.frozen();
            state = next;
            nextSlot = slot;
            if (frozen != null && slot == frozen.slotCount()) {
                frozen = null;
                nextSlot = 0;
            }
            if (frozen == null && active.size() >= capacity) {
                memory = new Memory(new RecentOrders(), active);
                activeAtFirst = 0;
            } else if (frozen != before.frozen()) {
                memory = new Memory(active, frozen);
            }
        }
    }

    /** Writes what more payments mean for the index. The lock is held, and the memory is loaded. */
    Addition add(Transaction transaction, List<Entry> added) {
        Addition addition = new Addition(added);
        addition.write(new OrderBlockTable(transaction));
        return addition;
    }

    // Returns the slot behind the last one that was looked at.
    private static int collect(RecentOrders from, int start, int end, List<Entry> collected) {
        int slot = start;
        for (int count = 0; slot < end && count < CHUNK; slot++) {
            if (from.hashAt(slot) != 0) {
                collected.add(new Entry(from.hashAt(slot), from.idAt(slot)));
                count++;
            }
        }
        return slot;
    }

    private State moveToBlocks(OrderBlockTable table, List<Entry> moved, State before) {
        // Before anybody can see them there. If this is not committed, they are asked for in vain.
        moved.forEach(entry -> movedHashes.add(entry.hash()));
        return table.merge(moved, before);
    }
}
