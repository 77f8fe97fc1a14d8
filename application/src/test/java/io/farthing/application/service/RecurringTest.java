package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever becomes of one round, there is another. */
@Timeout(60)
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
    void aRoundThatHangsIsLeftBehind() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch wallet = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Recurring recurring = new Recurring("a test", Duration.ofMillis(1), Duration.ofMillis(10), before -> {
            begun.countDown();
            await(wallet);
            over.countDown();
        });
        recurring.start();
        await(begun);

        recurring.close();

        assertThat(over.getCount()).isEqualTo(1);
        wallet.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
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
