package io.farthing.application.service.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.EventListener;
import io.farthing.domain.event.ListenerName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners are told what waits, in order, at least once, and harm nobody else. */
@Timeout(60)
final class EventDeliveryTest {

    private static final ListenerName MAIL = new ListenerName("mail");

    private final DeliveryBench bench = new DeliveryBench();

    @Test
    void whatWaitedIsToldFirstAndWhatComesLaterLater() throws Exception {
        bench.add(1, 300);
        try (EventDelivery delivery = bench.started(bench::take)) {
            bench.assertToldInOrder(1, 300);
            bench.add(301, 302);
            delivery.wake();
            bench.assertToldInOrder(301, 302);
        }
        assertThat(bench.waiting(DeliveryBench.BILLING)).isZero();
    }

    @Test
    void whatIsLeftIsToldAfterARestart() throws Exception {
        bench.add(1, 3);
        CountDownLatch hasBegun = new CountDownLatch(1);
        try (EventDelivery delivery = bench.started((number, event) -> {
            hasBegun.countDown();
            throw new UnsupportedOperationException("not today");
        })) {
            hasBegun.await();
            DeliveryBench.await(() -> delivery.listeners().get(0).trouble().isPresent());
            assertThat(delivery.listeners().get(0).trouble().orElseThrow()).contains("not today");
            assertThat(delivery.listeners().get(0).waiting()).isEqualTo(3);
            assertThat(delivery.listeners().get(0).since()).contains(Samples.NOW);
        }

        try (EventDelivery again = bench.started(bench::take)) {
            bench.assertToldInOrder(1, 3);
            DeliveryBench.await(() -> again.listeners().get(0).waiting() == 0);
            assertThat(again.listeners().get(0).since()).isEmpty();
            assertThat(again.listeners().get(0).trouble()).isEmpty();
        }
    }

    @Test
    void aListenerThatFailsIsToldAgainAndKeepsItsOrder() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        bench.add(1, 4);
        try (EventDelivery delivery = bench.started((number, event) -> {
            if (DeliveryBench.payment(event) == 2 && attempts.incrementAndGet() < 4) {
                throw new AssertionError("three times");
            }
            bench.take(number, event);
        })) {
            bench.assertToldInOrder(1, 4);
            assertThat(attempts).hasValue(4);
            assertThat(delivery.listeners()).hasSize(1);
        }
    }

    @Test
    void anInterruptThatAListenerLeavesBehindDisturbsNothingThatFollows() throws Exception {
        BlockingQueue<Boolean> interrupted = new LinkedBlockingQueue<>();
        bench.add(1, 2);
        try (EventDelivery delivery = bench.started((number, event) -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
        })) {
            assertThat(interrupted.poll(10, TimeUnit.SECONDS)).isFalse();
            assertThat(interrupted.poll(10, TimeUnit.SECONDS)).isFalse();
            assertThat(delivery.listeners()).hasSize(1);
        }
    }

    @Test
    void aListenerThatHangsKeepsNobodyElseWaitingNorTheEnd() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch hangs = new CountDownLatch(1);
        Map<ListenerName, EventListener> both = new LinkedHashMap<>();
        both.put(MAIL, (number, event) -> {
            hangs.countDown();
            never.await();
        });
        both.put(DeliveryBench.BILLING, bench::take);
        bench.write(1, List.of(MAIL, DeliveryBench.BILLING));
        try (EventDelivery delivery = new EventDelivery(bench.storage, both, bench.clock, DeliveryBench.QUICK)) {
            delivery.start();
            hangs.await();
            bench.assertToldInOrder(1, 1);
            bench.write(2, List.of(MAIL, DeliveryBench.BILLING));
            bench.assertToldInOrder(2, 2);
            DeliveryBench.await(() -> delivery.listeners()
                    .get(0)
                    .trouble()
                    .filter(text -> text.contains("has been at event"))
                    .isPresent());
        }
        assertThat(bench.waiting(MAIL)).isEqualTo(2);
        never.countDown();
    }

    @Test
    void aPauseAfterAFailureIsNoHanging() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Map<ListenerName, EventListener> both = new LinkedHashMap<>();
        both.put(DeliveryBench.BILLING, (number, event) -> {
            throw new UnsupportedOperationException("not today");
        });
        both.put(MAIL, (number, event) -> never.await());
        bench.add(1, 1);
        try (EventDelivery delivery = new EventDelivery(bench.storage, both, bench.clock, DeliveryBench.PAUSING)) {
            delivery.start();
            DeliveryBench.await(() -> delivery.listeners().get(0).trouble().isPresent());
            bench.write(2, List.of(MAIL));
            // When that one counts as hanging, the other one has paused for longer, and was looked at before.
            DeliveryBench.await(() -> delivery.listeners().get(1).trouble().isPresent());
            assertThat(delivery.listeners().get(0).trouble().orElseThrow()).contains("not today");
        }
        never.countDown();
    }
}
