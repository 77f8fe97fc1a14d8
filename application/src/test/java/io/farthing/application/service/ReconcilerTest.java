package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.TestClock;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.application.port.in.ReconcilePayments;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whatever becomes of one round, there is another. */
final class ReconcilerTest {

    @Test
    void aRoundThatFailsIsNotTheLastOne() throws Exception {
        Queue<Runnable> failures = new ConcurrentLinkedQueue<>(List.of(
                () -> {
                    throw new IllegalStateException("the storage is lost");
                },
                () -> {
                    throw new NoClassDefFoundError("com/example/Missing");
                }));
        CountDownLatch wentWell = new CountDownLatch(1);
        ReconcilePayments rounds = () -> {
            Runnable failure = failures.poll();
            if (failure != null) {
                failure.run();
            }
            wentWell.countDown();
            return 0;
        };
        ResolutionService payments =
                new ResolutionService(new InMemoryUnitOfWork(), PlatformSettings.DEFAULT, new TestClock());

        try (Reconciler reconciler = new Reconciler(rounds, payments, "a look")) {
            reconciler.start();
            assertThat(wentWell.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
