package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.port.out.StorageFailure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time stands still here unless a test moves it, so nobody's patience ends by itself. */
@Timeout(120)
class StorageBulkheadTest {

    private static final Duration PATIENCE = Duration.ofHours(1);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
    private final StorageBulkhead bulkhead = new StorageBulkhead(2, PATIENCE, nanos::get);
    private final ServiceBench bench = new ServiceBench();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void release() {
        end.countDown();
    }

    @Test
    void whoeverComesOnceNobodyGetsOnIsRefusedAtOnce() {
        CompletableFuture<String> one = occupy();
        CompletableFuture<String> other = occupy();
        nanos.addAndGet(PATIENCE.toNanos());

        assertThatThrownBy(() -> bulkhead.within(() -> "late"))
                .isInstanceOfSatisfying(
                        StorageFailure.class,
                        failure -> assertThat(failure.category()).isEqualTo(StorageFailure.Category.UNAVAILABLE));
        end.countDown();
        assertThat(one.join() + other.join()).isEqualTo("donedone");
        assertThat(bulkhead.within(() -> "later")).isEqualTo("later");
    }

    @Test
    void whoeverComesWhileOthersGetOnWaits() {
        occupy();
        occupy();
        nanos.addAndGet(PATIENCE.toNanos() - 1);
        assertThatWhoeverComesWaits();
    }

    @Test
    void aStorageThatNobodyNeededForLongGetsOn() {
        nanos.addAndGet(10 * PATIENCE.toNanos());
        occupy();
        occupy();
        assertThatWhoeverComesWaits();
    }

    @Test
    void whoWaitsIsRefusedInTheEnd() {
        StorageBulkhead impatient = new StorageBulkhead(1, Duration.ofMillis(1), nanos::get);
        occupy(impatient);
        assertThatThrownBy(() -> impatient.within(() -> "late")).isInstanceOf(StorageFailure.class);
    }

    @Test
    void whoFailsLeavesToo() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> bulkhead.within(() -> {
                        throw new UnsupportedOperationException("on purpose");
                    }))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void eachUnitOfWorkTakesAPlace() {
        occupy();
        occupy();
        nanos.addAndGet(PATIENCE.toNanos());
        assertThatThrownBy(() -> bulkhead.before(bench.storage).read(stores -> true))
                .isInstanceOf(StorageFailure.class);
        assertThatThrownBy(() -> bulkhead.before(bench.storage).write(stores -> true))
                .isInstanceOf(StorageFailure.class);
    }

    private void assertThatWhoeverComesWaits() {
        CompletableFuture<String> coming = new CompletableFuture<>();
        Thread comer = new Thread(() -> coming.complete(bulkhead.within(() -> "in")));
        comer.setDaemon(true);
        comer.start();
        while (comer.getState() != Thread.State.TIMED_WAITING) {
            assertThat(coming).isNotDone();
            Thread.onSpinWait();
        }
        end.countDown();
        assertThat(coming.join()).isEqualTo("in");
    }

    private CompletableFuture<String> occupy() {
        return occupy(bulkhead);
    }

    private CompletableFuture<String> occupy(StorageBulkhead place) {
        CountDownLatch isIn = new CountDownLatch(1);
        Supplier<String> untilTheEnd = () -> {
            isIn.countDown();
            await(end);
            return "done";
        };
        CompletableFuture<String> occupied = CompletableFuture.supplyAsync(() -> place.within(untilTheEnd), command -> {
            Thread thread = new Thread(command);
            thread.setDaemon(true);
            thread.start();
        });
        await(isIn);
        return occupied;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
