package io.farthing.application.service.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.FaultyUnitOfWork;
import io.farthing.application.port.in.EventListener;
import io.farthing.application.port.out.LeaseStore.Task;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of several platforms one tells a listener, for as long as it has the turn. */
@Timeout(60)
final class EventDeliveryTurnTest {

    private static final Duration FAR_AHEAD = Duration.ofDays(365);

    private final DeliveryBench bench = new DeliveryBench();

    @Test
    void ofTwoPlatformsOneTellsUntilItCloses() throws Exception {
        EventDelivery first = bench.started(bench::take);
        bench.add(1, 1);
        bench.assertToldInOrder(1, 1);
        BlockingQueue<Long> byTheOther = new LinkedBlockingQueue<>();
        try (EventDelivery second = bench.started((number, event) -> byTheOther.add(DeliveryBench.payment(event)))) {
            bench.add(2, 50);
            bench.assertToldInOrder(2, 50);
            assertThat(byTheOther).isEmpty();
            first.close();
            bench.add(51, 51);
            assertThat(byTheOther.poll(10, TimeUnit.SECONDS)).isEqualTo(51L);
            assertThat(second.listeners().get(0).trouble()).isEmpty();
        }
        assertThat(bench.told).isEmpty();
    }

    @Test
    void theTurnOfAListenerThatIsAtWorkIsKept() throws Exception {
        CountDownLatch begins = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        FaultyUnitOfWork kept = new FaultyUnitOfWork(bench.storage);
        FaultyUnitOfWork tried = new FaultyUnitOfWork(bench.storage);
        EventListener slow = (number, event) -> {
            begins.countDown();
            mayEnd.await();
        };
        bench.add(1, 1);
        try (EventDelivery first = bench.delivery(kept, slow, DeliveryBench.LASTING);
                EventDelivery second = bench.delivery(tried, bench::take, DeliveryBench.LASTING)) {
            first.start();
            begins.await();
            bench.clock.advance(DeliveryBench.LASTING.turn().minusMillis(1));
            int before = kept.attempted().size();
            DeliveryBench.await(() -> kept.attempted().size() > before + 1);
            bench.clock.advance(Duration.ofMillis(2));
            second.start();
            awaitSecondTry(tried);
            assertThat(bench.told).as("the first turn is over, and was kept").isEmpty();
            mayEnd.countDown();
            DeliveryBench.await(() -> bench.waiting(DeliveryBench.BILLING) == 0);
        }
        assertThat(bench.told).isEmpty();
    }

    @Test
    void whoeverDiedLosesTheTurnWhenItsTimeIsOver() throws Exception {
        bench.storage.write(stores -> stores.leases()
                .take(
                        Task.telling(DeliveryBench.BILLING),
                        "died",
                        bench.clock.instant(),
                        bench.clock.instant().plusSeconds(15)));
        bench.add(1, 1);
        FaultyUnitOfWork tried = new FaultyUnitOfWork(bench.storage);
        try (EventDelivery delivery = bench.delivery(tried, bench::take, DeliveryBench.QUICK)) {
            delivery.start();
            awaitSecondTry(tried);
            assertThat(bench.told).isEmpty();
            bench.clock.advance(Duration.ofSeconds(15));
            bench.assertToldInOrder(1, 1);
            assertThat(delivery.listeners()).hasSize(1);
        }
    }

    @Test
    void aTurnThatLastsLongerThanAnyIsNotBelieved() throws Exception {
        bench.clock.advance(FAR_AHEAD);
        FaultyUnitOfWork tried = new FaultyUnitOfWork(bench.storage);
        bench.add(1, 1);
        try (EventDelivery delivery = bench.delivery(tried, bench::take, DeliveryBench.QUICK)) {
            delivery.start();
            bench.assertToldInOrder(1, 1);
            DeliveryBench.await(() -> bench.waiting(DeliveryBench.BILLING) == 0);
            bench.clock.advance(FAR_AHEAD.negated());
            bench.storage.write(stores -> stores.leases()
                    .take(
                            Task.telling(DeliveryBench.BILLING),
                            "another",
                            bench.clock.instant(),
                            bench.clock.instant().plusSeconds(15)));
            int before = tried.attempted().size();
            bench.add(2, 2);
            DeliveryBench.await(() -> tried.attempted().size() > before + 1);
            assertThat(bench.told).isEmpty();
        }
    }

    // Whoever gets the turn at the first try has told what waits before he writes anything else.
    private static void awaitSecondTry(FaultyUnitOfWork tried) throws InterruptedException {
        DeliveryBench.await(() -> tried.attempted().size() > 1);
    }
}
