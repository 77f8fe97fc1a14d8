package io.farthing.persistence.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A number that was used is never taken for a new one; a new one is taken for used now and then. */
final class MovedHashesTest {

    private final MovedHashes moved = new MovedHashes();

    @Test
    void nothingIsThereAtFirst() {
        assertThat(hashes(1, 1000).filter(moved::mayContain)).isEmpty();
    }

    @Test
    void whatWasAddedIsNeverMissed() {
        hashes(1, 1_000_000).forEach(moved::add);

        assertThat(hashes(1, 1_000_000).allMatch(moved::mayContain)).isTrue();
    }

    @Test
    void onlyFewOthersAreTakenForIt() {
        hashes(1, 5_000_000).forEach(moved::add);

        // With the same seed this is the same number every time.
        assertThat(hashes(2, 100_000).filter(moved::mayContain).count()).isBetween(1L, 180L);
    }

    @Test
    void everythingMayBeThereWhenThatIsSaid() {
        moved.addEverything();

        assertThat(hashes(1, 1000).allMatch(moved::mayContain)).isTrue();
    }

    private static LongStream hashes(long seed, int count) {
        return new Random(seed).longs(count).map(random -> random >>> 32);
    }
}
