package io.farthing.application.service.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.FaultyUnitOfWork;
import io.farthing.application.port.in.EventListener;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.event.ListenerName;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A storage or a machine that fails for a while loses nothing. */
@Timeout(60)
final class EventDeliveryFailureTest {

    private final DeliveryBench bench = new DeliveryBench();

    @Test
    void listenersThatHangAreWaitedForTogether() throws Exception {
        int count = 40;
        CountDownLatch hang = new CountDownLatch(count);
        CountDownLatch never = new CountDownLatch(1);
        Map<ListenerName, EventListener> listeners = new HashMap<>();
        for (int i = 0; i < count; i++) {
            listeners.put(new ListenerName("listener-" + i), (number, event) -> {
                hang.countDown();
                never.await();
            });
        }
        EventDelivery delivery = new EventDelivery(bench.storage, listeners, bench.clock, DeliveryBench.QUICK);
        delivery.start();
        bench.write(1, List.copyOf(listeners.keySet()));
        hang.await();

        long startNanos = System.nanoTime();
        delivery.close();

        assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                .isLessThan(DeliveryBench.QUICK.close().multipliedBy(count / 2));
        never.countDown();
    }

    @Test
    void aStorageThatIsLostForAWhileLosesNothing() throws Exception {
        FaultyUnitOfWork faulty = new FaultyUnitOfWork(bench.storage);
        bench.add(1, 2);
        AtomicInteger failures = new AtomicInteger();
        bench.storage.beforeCommit(() -> {
            if (failures.incrementAndGet() <= 3) {
                throw new IllegalStateException("lost");
            }
        });
        try (EventDelivery delivery = bench.delivery(faulty, bench::take, DeliveryBench.QUICK)) {
            delivery.start();
            bench.assertToldInOrder(1, 2);
            DeliveryBench.await(() -> bench.waiting(DeliveryBench.BILLING) == 0);
        }
    }

    @Test
    void aMachineThatFailsForAWhileLosesNothing() throws Exception {
        bench.add(1, 2);
        AtomicInteger failures = new AtomicInteger();
        bench.storage.beforeCommit(() -> {
            if (failures.incrementAndGet() <= 3) {
                throw new OutOfMemoryError("told to fail");
            }
        });
        try (EventDelivery delivery = bench.started(bench::take)) {
            bench.assertToldInOrder(1, 2);
            DeliveryBench.await(() -> delivery.listeners().get(0).waiting() == 0);
        }
    }

    @Test
    void theWatchGoesOnWhenTheMachineFailsForAWhile() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch hangs = new CountDownLatch(1);
        AtomicInteger complaints = new AtomicInteger();
        UnitOfWork failing = new UnitOfWork() {
            @Override
            public <T> T write(Function<Stores, T> work) {
                return bench.storage.write(work);
            }

            @Override
            public <T> T read(Function<Stores, T> work) {
                if (hangs.getCount() == 0) {
                    complaints.incrementAndGet();
                    throw new OutOfMemoryError("told to fail");
                }
                return bench.storage.read(work);
            }
        };
        bench.add(1, 1);
        EventListener listener = (number, event) -> {
            hangs.countDown();
            never.await();
        };
        try (EventDelivery delivery = bench.delivery(failing, listener, DeliveryBench.QUICK)) {
            delivery.start();
            DeliveryBench.await(() -> {
                bench.clock.advance(DeliveryBench.QUICK.warning());
                return complaints.get() > 2;
            });
        }
        never.countDown();
    }
}
