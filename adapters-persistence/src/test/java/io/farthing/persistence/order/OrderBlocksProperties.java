package io.farthing.persistence.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farthing.persistence.order.OrderBlocks.Entry;
import io.farthing.persistence.order.OrderBlocks.Merged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Whatever number of blocks there is, every hash has one, and dividing moves nothing but what belongs to the new one. */
final class OrderBlocksProperties {

    private static final long HIGHEST = (1L << OrderHashes.BITS) - 1;

    @Property
    void dividingABlockMovesOnlyWhatBelongsToTheNewOne(
            @ForAll @LongRange(min = 1, max = HIGHEST) long hash,
            @ForAll @LongRange(min = 1, max = 1 << 30) long count) {
        long before = OrderBlocks.of(hash, count);
        long after = OrderBlocks.of(hash, count + 1);

        if (before == OrderBlocks.nextToDivide(count)) {
            boolean isUpper = hash >= OrderBlocks.nextToMake(count);
            assertThat(after).isEqualTo(isUpper ? OrderBlocks.nextToMake(count) : before);
        } else {
            assertThat(after).isEqualTo(before);
        }
    }

    @Property
    void aBlockIsKnownByTheLowestHashThatBelongsToIt(
            @ForAll @LongRange(min = 1, max = HIGHEST) long hash,
            @ForAll @LongRange(min = 1, max = 1 << 30) long count) {
        long block = OrderBlocks.of(hash, count);

        assertThat(block).isLessThanOrEqualTo(hash);
        assertThat(OrderBlocks.of(block, count)).isEqualTo(block);
    }

    @Example
    void thereAreAsManyBlocksAsTheNumberSays() {
        for (long count = 1; count <= 100; count++) {
            long number = count;
            assertThat(new Random(count)
                            .longs(20_000, 1, HIGHEST)
                            .map(hash -> OrderBlocks.of(hash, number))
                            .distinct())
                    .as("%s blocks", count)
                    .hasSize((int) count);
        }
    }

    @Property(tries = 200)
    void everyEntryIsFoundHoweverTheBlocksGrow(@ForAll long seed) {
        Random random = new Random(seed);
        Map<Long, byte[]> blocks = new HashMap<>();
        List<Entry> all = new ArrayList<>();
        long count = 1;
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < random.nextInt(20); i++) {
                // Now and then the same hash again, as of an order that is sent again after it failed.
                boolean isAgain = !all.isEmpty() && random.nextInt(4) == 0;
                long hash = isAgain ? all.get(random.nextInt(all.size())).hash() : random.nextLong() >>> 32;
                Entry entry = new Entry(hash, all.size() + 1);
                all.add(entry);
                blocks.merge(
                        OrderBlocks.of(hash, count),
                        merged(OrderBlocks.EMPTY, entry),
                        (old, one) -> merged(old, entry));
            }
            long divided = OrderBlocks.nextToDivide(count);
            long made = OrderBlocks.nextToMake(count);
            byte[] block = blocks.getOrDefault(divided, OrderBlocks.EMPTY);
            blocks.put(divided, OrderBlocks.part(block, made, true));
            blocks.put(made, OrderBlocks.part(block, made, false));
            count++;
        }

        for (Entry entry : all) {
            List<Long> found = new ArrayList<>();
            OrderBlocks.find(blocks.get(OrderBlocks.of(entry.hash(), count)), entry.hash(), found::add);
            assertThat(found).contains(entry.id());
        }
        assertThat(blocks.values().stream()
                        .mapToInt(OrderBlocksProperties::count)
                        .sum())
                .isEqualTo(all.size());
    }

    @Example
    void mergingWhatIsThereAlreadyChangesNothing() {
        Entry[] entries = {new Entry(5, 1), new Entry(5, 2), new Entry(HIGHEST, 3)};
        byte[] block = merged(OrderBlocks.EMPTY, entries);

        Merged again = OrderBlocks.merge(block, List.of(entries));
        assertThat(again.block).isEqualTo(block);
        assertThat(again.added).isZero();

        Merged more = OrderBlocks.merge(block, List.of(entries[0], new Entry(5, 3), entries[2]));
        assertThat(more.added).isEqualTo(1);
        assertThat(count(more.block)).isEqualTo(4);
    }

    @Example
    void theLowestHashOfANewBlockMovesToItWithAllItsPayments() {
        long from = OrderBlocks.nextToMake(1);
        Entry below = new Entry(from - 1, 1);
        Entry[] others = {new Entry(from, 2), new Entry(from, 3), new Entry(HIGHEST, Long.MAX_VALUE)};
        byte[] block = merged(merged(OrderBlocks.EMPTY, below), others);

        assertThat(OrderBlocks.part(block, from, true)).isEqualTo(merged(OrderBlocks.EMPTY, below));
        assertThat(OrderBlocks.part(block, from, false)).isEqualTo(merged(OrderBlocks.EMPTY, others));
    }

    @Example
    void thereIsRoomForTheLongestEntry() {
        Entry longest = new Entry(HIGHEST, Long.MAX_VALUE);
        byte[] block = merged(OrderBlocks.EMPTY, longest);

        List<Long> found = new ArrayList<>();
        OrderBlocks.find(block, HIGHEST, found::add);
        assertThat(found).containsExactly(Long.MAX_VALUE);
        assertThat(OrderBlocks.part(block, HIGHEST, false)).isEqualTo(block);
    }

    /** A payment with a lower number may come later. */
    @Example
    void allPaymentsWithAHashAreKeptInWhateverOrderTheyCome() {
        byte[] block = merged(OrderBlocks.EMPTY, new Entry(5, 2), new Entry(6, 4));

        Merged more = OrderBlocks.merge(
                block, Stream.of(new Entry(5, 3), new Entry(5, 1)).sorted().toList());

        assertThat(more.added).isEqualTo(2);
        List<Long> found = new ArrayList<>();
        OrderBlocks.find(more.block, 5, found::add);
        assertThat(found).containsExactly(1L, 2L, 3L);
    }

    /** It would be written where nobody looks for it. */
    @Example
    void nothingElseThanAHashAndAPaymentIsAnEntry() {
        assertThat(new Entry(HIGHEST, 0).hash()).isEqualTo(HIGHEST);
        assertThatIllegalArgumentException().isThrownBy(() -> new Entry(HIGHEST + 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Entry(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Entry(1, -1));
    }

    /** What is in the databases was written by an earlier process. */
    @Example
    void theFormOfABlockNeverChanges() {
        byte[] block = merged(OrderBlocks.EMPTY, new Entry(5, 1), new Entry(5, 300), new Entry(HIGHEST, 1L << 40));

        assertThat(HexFormat.of().formatHex(block)).isEqualTo("0501" + "00ac02" + "faffffff0f" + "808080808020");
        assertThat(HexFormat.of().formatHex(OrderBlocks.part(block, 6, false)))
                .isEqualTo("ffffffff0f" + "808080808020");
    }

    /** What is in the databases was written by an earlier process. */
    @Example
    void theBlockOfAHashNeverChanges() {
        assertThat(LongStream.of(1, 0x1fffffff, 0x20000000, 0x3fffffff, 0x40000000, 0x80000000L, 0xc0000000L, HIGHEST)
                        .map(hash -> OrderBlocks.of(hash, 5)))
                .containsExactly(0L, 0L, 0x20000000L, 0x20000000L, 0x40000000L, 0x80000000L, 0xc0000000L, 0xc0000000L);
    }

    private static byte[] merged(byte[] block, Entry... more) {
        return OrderBlocks.merge(block, List.of(more)).block;
    }

    private static int count(byte[] block) {
        AtomicInteger count = new AtomicInteger();
        OrderBlocks.forEachHash(block, hash -> count.incrementAndGet());
        return count.get();
    }
}
