package io.farthing.persistence.order;

import io.farthing.persistence.order.OrderBlocks.Entry;
import io.farthing.persistence.order.OrderBlocks.Merged;
import io.farthing.persistence.sql.Column;
import io.farthing.persistence.sql.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** What H2 has stored of an {@link OrderNumberIndex}, as one unit of work sees it: the {@link OrderBlocks} and their state. */
final class OrderBlockTable {

    /**
     * What the database says about the blocks.
     *
     * @param mergedUpTo payments above this number may be in no block
     * @param blockCount how many blocks the hashes are divided among
     * @param entryCount how many entries there are in them
     */
    record State(long mergedUpTo, long blockCount, long entryCount) {

        static final State OF_NO_PAYMENTS = new State(0, 1, 0);

        State mergedUpTo(long payment) {
            return new State(payment, blockCount, entryCount);
        }
    }

    /**
     * So many entries a block has on average, nearly 4 KB, before it is divided on the occasion of being written anyway. Those
     * that move come in the order of the hashes, as the blocks that are divided, and sooner or later they meet.
     */
    private static final int BLOCK_ENTRIES = 660;

    /** So many entries a block has on average before the next one is read and divided wherever it is. */
    private static final int MOST_BLOCK_ENTRIES = 990;

    private final Transaction transaction;

    OrderBlockTable(Transaction transaction) {
        this.transaction = transaction;
    }

    /** The key with which this database makes its hashes. */
    byte[] key() {
        List<byte[]> read = new ArrayList<>(1);
        transaction.query("select hash_key from order_number_index", row -> read.add(row.getBytes(1)));
        return read.get(0);
    }

    State state() {
        List<State> read = new ArrayList<>(1);
        transaction.query(
                "select merged_up_to, block_count, entry_count from order_number_index",
                row -> read.add(new State(row.getLong(1), row.getLong(2), row.getLong(3))));
        return read.get(0);
    }

    void write(State state) {
        transaction.change(
                "update order_number_index set (merged_up_to, block_count, entry_count) ="
                        + " (select * from unnest(cast(? as bigint array), cast(? as bigint array), cast(? as bigint array)))",
                1,
                Column.numbers(List.of(state.mergedUpTo())),
                Column.numbers(List.of(state.blockCount())),
                Column.numbers(List.of(state.entryCount())));
    }

    void eachHash(LongConsumer action) {
        transaction.query(
                "select entries from order_number_blocks", row -> OrderBlocks.forEachHash(row.getBytes(1), action));
    }

    /** The blocks with these lowest hashes; none for those that have no entries yet. */
    Map<Long, byte[]> read(Collection<Long> firstHashes) {
        Map<Long, byte[]> blocks = new TreeMap<>();
        transaction.query(
                "select first_hash, entries from order_number_blocks where first_hash = any(?)",
                row -> blocks.put(row.getLong(1), row.getBytes(2)),
                Column.numbers(firstHashes));
        return blocks;
    }

    /** Adds entries to their blocks, and makes more blocks where there are too few. The state is yet to be written. */
    State merge(List<Entry> more, State before) {
        Map<Long, List<Entry>> byBlock = new TreeMap<>();
        more.stream()
                .sorted()
                .forEach(entry -> byBlock.computeIfAbsent(
                                OrderBlocks.of(entry.hash(), before.blockCount()), block -> new ArrayList<>())
                        .add(entry));
        Map<Long, byte[]> blocks = read(byBlock.keySet());
        long entryCount = before.entryCount();
        for (Map.Entry<Long, List<Entry>> added : byBlock.entrySet()) {
            byte[] old = blocks.getOrDefault(added.getKey(), OrderBlocks.EMPTY);
            Merged merged = OrderBlocks.merge(old, added.getValue());
            entryCount += merged.added;
            blocks.put(added.getKey(), merged.block);
        }
        long blockCount = before.blockCount();
        while (entryCount > blockCount * entriesBeforeDividing(blockCount, blocks)) {
            divide(blocks, blockCount);
            blockCount++;
        }
        transaction.change(
                "merge into order_number_blocks (first_hash, entries) key (first_hash)"
                        + " select * from unnest(cast(? as bigint array), cast(? as bytea array))",
                blocks.size(),
                Column.numbers(blocks.keySet()),
                Column.bytes(blocks.values()));
        return new State(before.mergedUpTo(), blockCount, entryCount);
    }

    private static int entriesBeforeDividing(long blockCount, Map<Long, byte[]> written) {
        return written.containsKey(OrderBlocks.nextToDivide(blockCount)) ? BLOCK_ENTRIES : MOST_BLOCK_ENTRIES;
    }

    private void divide(Map<Long, byte[]> blocks, long blockCount) {
        long divided = OrderBlocks.nextToDivide(blockCount);
        long made = OrderBlocks.nextToMake(blockCount);
        byte[] all = blocks.get(divided);
        if (all == null) {
            all = read(List.of(divided)).getOrDefault(divided, OrderBlocks.EMPTY);
        }
        blocks.put(divided, OrderBlocks.part(all, made, true));
        blocks.put(made, OrderBlocks.part(all, made, false));
    }
}
