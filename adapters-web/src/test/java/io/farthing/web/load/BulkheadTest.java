package io.farthing.web.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BulkheadTest {
    private static final int CONCURRENT = 2;
    private static final int WAITING = 3;

    private final Bulkhead bulkhead = new Bulkhead(CONCURRENT, WAITING);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch mayBeDone = new CountDownLatch(1);
    private final Semaphore begun = new Semaphore(0);
    private final AtomicInteger refused = new AtomicInteger();

    @AfterEach
    void stop() {
        mayBeDone.countDown();
        threads.shutdown();
    }

    @Test
    void fewWorkAtATimeAndOnlySomeWait() throws Exception {
        for (int i = 0; i < CONCURRENT + WAITING + 1; i++) {
            threads.execute(this::workSlowly);
        }

        Awaitility.await().until(() -> refused.get() == 1);
        assertThat(begun.tryAcquire(CONCURRENT, 30, TimeUnit.SECONDS)).isTrue();
        assertThat(begun.availablePermits()).isZero();

        mayBeDone.countDown();
        assertThat(begun.tryAcquire(WAITING, 30, TimeUnit.SECONDS)).isTrue();
        assertThat(refused).hasValue(1);
    }

    @Test
    void placeIsGivenBackWhateverBecameOfTheWork() {
        for (int i = 0; i < 2 * (CONCURRENT + WAITING); i++) {
            assertThat(bulkhead.<String>call(() -> "done", IllegalStateException::new))
                    .isEqualTo("done");
            assertThatThrownBy(() -> bulkhead.run(BulkheadTest::fail, IllegalStateException::new))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    private void workSlowly() {
        try {
            bulkhead.run(
                    () -> {
                        begun.release();
                        await();
                    },
                    IllegalStateException::new);
        } catch (IllegalStateException full) {
            refused.incrementAndGet();
        }
    }

    private static void fail() {
        throw new UnsupportedOperationException("cannot be done");
    }

    private void await() {
        try {
            mayBeDone.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
