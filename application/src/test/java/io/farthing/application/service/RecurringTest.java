package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.port.in.ResolvePayments;
import io.farthing.domain.payment.PendingPayment;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

    @Test
    void aRoundUnderWayAtTheEndIsWaitedForAndNotDisturbed() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch wallet = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Recurring recurring = new Recurring("a test", Duration.ofMillis(1), Duration.ofMinutes(1), before -> {
            begun.countDown();
            await(wallet);
            over.countDown();
        });
        recurring.start();
        await(begun);

        Thread end = new Thread(recurring::close);
        end.start();
        while (end.isAlive() && end.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        wallet.countDown();
        end.join();

        assertThat(over.getCount()).isZero();
    }

    @Test
    void aRoundRunsOnAThreadOfThatNameThatKeepsNoProcessAlive() throws Exception {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        try (Recurring recurring =
                new Recurring("a test", Duration.ofMillis(1), before -> threads.add(Thread.currentThread()))) {
            recurring.start();
            Thread thread = threads.poll(30, TimeUnit.SECONDS);
            assertThat(thread.getName()).isEqualTo("a test");
            assertThat(thread.isDaemon()).isTrue();
        }
    }

    @Test
    void housekeepingRemovesWhatIsExpired() {
        AtomicInteger removals = new AtomicInteger();
        try (Recurring housekeeping = Recurring.housekeeping(removals::incrementAndGet)) {
            housekeeping.go();
        }

        assertThat(removals).hasValue(1);
    }

    @Test
    void everySecondTheWalletIsAskedAndEveryMinuteItIsCountedWhatIsOpen() {
        AtomicInteger reconciliations = new AtomicInteger();
        AtomicInteger counts = new AtomicInteger();
        ResolvePayments payments = (ResolvePayments) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ResolvePayments.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("count");
                    counts.incrementAndGet();
                    return new PendingPayment.Count(0, 0);
                });
        try (Recurring reconciliation =
                Recurring.reconciliation(reconciliations::incrementAndGet, payments, "`payment list`")) {
            for (int second = 0; second <= 60; second++) {
                assertThat(counts).hasValue(second == 0 ? 0 : 1);
                reconciliation.go();
            }
        }

        assertThat(reconciliations).hasValue(61);
        assertThat(counts).hasValue(2);
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
