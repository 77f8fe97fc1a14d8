package io.farthing.web.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.domain.user.UserOpenId;
import io.farthing.web.page.Problem;
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
class TurnsTest {
    private final Turns turns = new Turns();
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
    void oneUserLeavesTurnsToOthers() throws Exception {
        for (int i = 0; i < Turns.MAX_PER_USER; i++) {
            beginPageOf("ada");
        }
        assertThat(begun.tryAcquire(Turns.MAX_PER_USER, 30, TimeUnit.SECONDS)).isTrue();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> turns.take(new UserOpenId("ada"), () -> {}))
                    .isInstanceOf(Problem.class);
        }
        beginPageOf("bob");
        assertThat(begun.tryAcquire(30, TimeUnit.SECONDS)).isTrue();

        mayBeDone.countDown();
        Awaitility.await().untilAsserted(() -> turns.take(new UserOpenId("ada"), begun::release));
        assertThat(begun.tryAcquire()).isTrue();
    }

    @Test
    void fewPagesAreMadeAtATimeAndOnlySomeWait() throws Exception {
        int admitted = Turns.MAX_CONCURRENT + Turns.MAX_WAITING;
        for (int i = 0; i < admitted + 1; i++) {
            beginPageOf("user" + i);
        }

        Awaitility.await().until(() -> refused.get() == 1);
        assertThat(begun.tryAcquire(Turns.MAX_CONCURRENT, 30, TimeUnit.SECONDS)).isTrue();
        assertThat(begun.availablePermits()).isZero();

        mayBeDone.countDown();
        assertThat(begun.tryAcquire(Turns.MAX_WAITING, 30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void failedPageGivesItsTurnBack() {
        for (int i = 0; i < 2 * Turns.MAX_PER_USER; i++) {
            assertThatThrownBy(() -> turns.take(new UserOpenId("ada"), () -> {
                        throw new IllegalStateException("no page");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private void beginPageOf(String user) {
        threads.execute(() -> {
            try {
                turns.take(new UserOpenId(user), () -> {
                    begun.release();
                    await();
                });
            } catch (Problem full) {
                refused.incrementAndGet();
            }
        });
    }

    private void await() {
        try {
            mayBeDone.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
