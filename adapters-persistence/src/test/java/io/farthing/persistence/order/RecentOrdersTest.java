package io.farthing.persistence.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is added is found, by everybody and for ever. */
final class RecentOrdersTest {

    private static final long HIGHEST = (1L << OrderHashes.BITS) - 1;

    private final RecentOrders orders = new RecentOrders();

    @Test
    void whatWasAddedIsFoundAndNothingElse() {
        Random random = new Random(1);
        long[] hashes = random.longs(10_000, 1, HIGHEST).toArray();
        for (int i = 0; i < hashes.length; i++) {
            orders.add(hashes[i], i + 1);
        }

        for (int i = 0; i < hashes.length; i++) {
            assertThat(find(hashes[i])).containsExactly(i + 1L);
        }
        assertThat(random.longs(10_000, 1, HIGHEST))
                .allSatisfy(hash -> assertThat(find(hash)).isEmpty());
        assertThat(orders.size()).isEqualTo(10_000);
        assertThat(orders.lowestId()).isEqualTo(1);
        assertThat(orders.highestId()).isEqualTo(10_000);
    }

    @Test
    void aHashMayOccurMoreThanOnce() {
        orders.add(7, 1);
        orders.add(7, 2);

        assertThat(find(7)).containsExactlyInAnyOrder(1L, 2L);

        for (long id = 3; orders.slotCount() < 4096; id++) {
            orders.add(hash(id), id);
        }
        assertThat(find(7)).as("when it has grown").containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void theLowestAndTheHighestNumberAreKnownInWhateverOrderTheyCome() {
        assertThat(orders.lowestId()).isEqualTo(Long.MAX_VALUE);
        assertThat(orders.highestId()).isZero();

        orders.add(7, 4);
        orders.add(8, 5);
        orders.add(9, 2);
        orders.add(10, 3);

        assertThat(orders.lowestId()).isEqualTo(2);
        assertThat(orders.highestId()).isEqualTo(5);
    }

    @Test
    void hashesThatCrowdAtTheEndGoOnAtTheBeginning() {
        for (long id = 1; id <= 400; id++) {
            orders.add(HIGHEST - id, id);
        }

        for (long id = 1; id <= 400; id++) {
            assertThat(find(HIGHEST - id)).containsExactly(id);
        }
    }

    @Test
    void whoeverGoesThroughTheSlotsMeetsEveryEntryOnce() {
        for (long id = 1; id <= 3000; id++) {
            orders.add(hash(id), id);
        }

        Set<Long> met = new HashSet<>();
        for (int slot = 0; slot < orders.slotCount(); slot++) {
            if (orders.hashAt(slot) != 0) {
                assertThat(met.add(orders.idAt(slot))).isTrue();
                assertThat(orders.hashAt(slot)).isEqualTo(hash(orders.idAt(slot)));
            }
        }
        assertThat(met).hasSize(3000);
    }

    @Test
    void theBatchThatFillsTheMemoryOfAnIndexDoesNotMakeItGrow() {
        Random random = new Random(3);
        for (int id = 1; id <= OrderNumberIndex.CAPACITY + 20_000; id++) {
            orders.add(random.nextLong() >>> 32 | 1, id);
        }

        assertThat(orders.slotCount()).as("of 12 bytes each").isEqualTo(1 << 20);
    }

    @Test
    void whoeverLooksWhileOthersAddFindsAllThatWasThereBefore() throws InterruptedException {
        AtomicLong done = new AtomicLong();
        Thread adder = new Thread(() -> {
            for (long id = 1; id <= 200_000; id++) {
                orders.add(hash(id), id);
                done.set(id);
            }
        });
        adder.start();
        Random random = new Random(2);
        while (adder.isAlive()) {
            long upTo = done.get();
            if (upTo > 0) {
                long id = 1 + random.nextLong(upTo);
                assertThat(find(hash(id))).containsExactly(id);
            }
        }
        adder.join();
        assertThat(done).as("added").hasValue(200_000);
    }

    private static long hash(long id) {
        // An odd factor, so that no two are alike.
        return id * 0x9E3779B1L & HIGHEST;
    }

    private List<Long> find(long hash) {
        List<Long> found = new ArrayList<>();
        orders.find(hash, found::add);
        return found;
    }
}
