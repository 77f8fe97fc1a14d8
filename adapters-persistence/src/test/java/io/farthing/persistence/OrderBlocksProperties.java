package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.persistence.OrderBlocks.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Whatever number of blocks there is, every hash has one, and dividing moves nothing but what belongs to the new one. */
final class OrderBlocksProperties {

    @Property
    void dividingABlockMovesOnlyWhatBelongsToTheNewOne(
            @ForAll long hash, @ForAll @LongRange(min = 1, max = 1L << 40) long count) {
        long before = OrderBlocks.of(hash, count);
        long after = OrderBlocks.of(hash, count + 1);

        if (before == OrderBlocks.nextToDivide(count)) {
            boolean isUpper = Long.compareUnsigned(hash, OrderBlocks.nextToMake(count)) >= 0;
            assertThat(after).isEqualTo(isUpper ? OrderBlocks.nextToMake(count) : before);
        } else {
            assertThat(after).isEqualTo(before);
        }
    }

    @Property
    void aBlockIsKnownByTheLowestHashThatBelongsToIt(
            @ForAll long hash, @ForAll @LongRange(min = 1, max = 1L << 40) long count) {
        long block = OrderBlocks.of(hash, count);

        assertThat(Long.compareUnsigned(block, hash)).isNotPositive();
        assertThat(OrderBlocks.of(block, count)).isEqualTo(block);
    }

    @Example
    void thereAreAsManyBlocksAsTheNumberSays() {
        for (long count = 1; count <= 100; count++) {
            long number = count;
            assertThat(new Random(count)
                            .longs(20_000)
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
                long hash = isAgain ? all.get(random.nextInt(all.size())).hash() : random.nextLong() << 16;
                Entry entry = new Entry(hash, all.size() + 1);
                all.add(entry);
                blocks.merge(
                        OrderBlocks.of(hash, count),
                        OrderBlocks.merge(OrderBlocks.EMPTY, List.of(entry)),
                        (old, one) -> OrderBlocks.merge(old, List.of(entry)));
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
        assertThat(blocks.values().stream().mapToInt(OrderBlocks::count).sum()).isEqualTo(all.size());
    }

    @Example
    void mergingWhatIsThereAlreadyChangesNothing() {
        List<Entry> entries = List.of(new Entry(5L << 16, 1), new Entry(5L << 16, 2), new Entry(-1L << 16, 3));
        byte[] block = OrderBlocks.merge(OrderBlocks.EMPTY, entries);

        assertThat(OrderBlocks.merge(block, entries)).isEqualTo(block);
        assertThat(OrderBlocks.count(OrderBlocks.merge(block, List.of(new Entry(5L << 16, 3)))))
                .isEqualTo(4);
    }
}
