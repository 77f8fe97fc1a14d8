package io.farthing.persistence.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class ContentionTest {

    private final Contention contention = new Contention();

    @Test
    void whereNobodyIsInTheWayEverythingIsRemembered() {
        assertThat(next(1000)).containsExactly(Reading.REMEMBERED);
    }

    @Test
    void afterAConflictAFewBatchesRead() {
        contention.next();
        contention.happened();

        assertThat(next(64)).containsExactly(Reading.READ);
        assertThat(next(64)).containsExactly(Reading.REMEMBERED);
    }

    @Test
    void whoConflictsThoughItHasReadLocks() {
        contention.happened();
        contention.next();
        contention.happened();

        assertThat(next(64)).containsExactly(Reading.LOCKED);
        assertThat(next(64)).containsExactly(Reading.REMEMBERED);
    }

    @Test
    void whoConflictsThoughItHasLockedLocksForLonger() {
        contention.happened();
        contention.happened();
        next(60);
        contention.happened();

        assertThat(next(64)).containsExactly(Reading.LOCKED);
    }

    @Test
    void whoHasNotWaitedInVainMayWait() {
        contention.happened();

        assertThat(contention.isLasting()).isFalse();
    }

    @Test
    void afterOneHasWaitedInVainManyDoNotWaitForLong() {
        contention.lasted();

        assertThat(next(64)).containsExactly(Reading.READ);
        next(9_935);
        assertThat(contention.isLasting()).isTrue();
        contention.next();
        assertThat(contention.isLasting()).isFalse();
    }

    private Set<Reading> next(int batches) {
        Set<Reading> seen = new TreeSet<>();
        for (int i = 0; i < batches; i++) {
            seen.add(contention.next());
        }
        return seen;
    }
}
