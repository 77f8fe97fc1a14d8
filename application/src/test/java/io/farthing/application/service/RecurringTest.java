package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whatever becomes of one round, there is another. */
final class RecurringTest {

    @Test
    void aRoundThatFailsIsNotTheLastOne() throws Exception {
        BlockingQueue<Long> rounds = new LinkedBlockingQueue<>();
        try (Recurring recurring = new Recurring("a test", Duration.ofMillis(1), before -> {
            rounds.add(before);
            if (before == 0) {
                throw new IllegalStateException("the storage is lost");
            } else if (before == 1) {
                throw new NoClassDefFoundError("com/example/Missing");
            }
        })) {
            recurring.start();
            for (long before = 0; before < 3; before++) {
                assertThat(rounds.poll(30, TimeUnit.SECONDS)).isEqualTo(before);
            }
        }
    }

    @Test
    void afterTheEndThereIsNoRound() throws Exception {
        BlockingQueue<Long> rounds = new LinkedBlockingQueue<>();
        Recurring recurring = new Recurring("a test", Duration.ofMillis(1), rounds::add);
        recurring.start();
        assertThat(rounds.poll(30, TimeUnit.SECONDS)).isZero();

        recurring.close();
        rounds.clear();

        assertThat(rounds.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }
}
