package io.farthing.application.service.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.FaultyUnitOfWork;
import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.Samples;
import io.farthing.application.fake.TestClock;
import io.farthing.application.port.in.EventListener;
import io.farthing.application.port.out.LeaseStore.Task;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.event.EventNumber;
import io.farthing.domain.event.ListenerName;
import io.farthing.domain.event.Occasion;
import io.farthing.domain.event.PlatformEvent;
import io.farthing.domain.event.PlatformEvent.PaymentSettled;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.PaymentId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Listeners are told what waits, in order, at least once, and harm nobody else. */
@Timeout(60)
final class EventDeliveryTest {

    private static final ListenerName BILLING = new ListenerName("billing");
    private static final ListenerName MAIL = new ListenerName("mail");
    private static final Duration SOON = Duration.ofMillis(5);
    private static final Patience QUICK = new Patience(
            SOON,
            SOON,
            SOON,
            Duration.ofMillis(20),
            Duration.ofSeconds(15),
            SOON,
            Duration.ofMinutes(1),
            Duration.ofMillis(300));

    /** Turns are short, nothing counts as hanging. */
    private static final Patience LASTING = new Patience(
            SOON,
            SOON,
            SOON,
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofMillis(300));
    /** Pauses are long, everything counts as hanging. */
    private static final Patience PAUSING = new Patience(
            SOON,
            SOON,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(15),
            SOON,
            Duration.ofMinutes(1),
            Duration.ofMillis(300));

    private final InMemoryUnitOfWork storage = new InMemoryUnitOfWork();
    private final TestClock clock = new TestClock();
    private final BlockingQueue<Long> told = new LinkedBlockingQueue<>();

    @Test
    void whatWaitedIsToldFirstAndWhatComesLaterLater() throws Exception {
        add(1, 300);
        try (EventDelivery delivery = started(BILLING, this::take)) {
            assertToldInOrder(1, 300);
            add(301, 302);
            delivery.wake();
            assertToldInOrder(301, 302);
        }
        assertThat(waiting(BILLING)).isZero();
    }

    @Test
    void whatIsLeftIsToldAfterARestart() throws Exception {
        add(1, 3);
        CountDownLatch hasBegun = new CountDownLatch(1);
        try (EventDelivery delivery = started(BILLING, (number, event) -> {
            hasBegun.countDown();
            throw new UnsupportedOperationException("not today");
        })) {
            hasBegun.await();
            await(() -> delivery.listeners().get(0).trouble().isPresent());
            assertThat(delivery.listeners().get(0).trouble().orElseThrow()).contains("not today");
            assertThat(delivery.listeners().get(0).waiting()).isEqualTo(3);
            assertThat(delivery.listeners().get(0).since()).contains(Samples.NOW);
        }

        try (EventDelivery again = started(BILLING, this::take)) {
            assertToldInOrder(1, 3);
            await(() -> again.listeners().get(0).waiting() == 0);
            assertThat(again.listeners().get(0).since()).isEmpty();
            assertThat(again.listeners().get(0).trouble()).isEmpty();
        }
    }

    @Test
    void aListenerThatFailsIsToldAgainAndKeepsItsOrder() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        add(1, 4);
        try (EventDelivery delivery = started(BILLING, (number, event) -> {
            if (payment(event) == 2 && attempts.incrementAndGet() < 4) {
                throw new AssertionError("three times");
            }
            take(number, event);
        })) {
            assertToldInOrder(1, 4);
            assertThat(attempts).hasValue(4);
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
        both.put(BILLING, this::take);
        write(1, List.of(MAIL, BILLING));
        try (EventDelivery delivery = new EventDelivery(storage, both, clock, QUICK)) {
            delivery.start();
            hangs.await();
            assertToldInOrder(1, 1);
            write(2, List.of(MAIL, BILLING));
            assertToldInOrder(2, 2);
            await(() -> delivery.listeners()
                    .get(0)
                    .trouble()
                    .filter(text -> text.contains("has been at event"))
                    .isPresent());
        }
        assertThat(waiting(MAIL)).isEqualTo(2);
        never.countDown();
    }

    @Test
    void ofTwoPlatformsOneTellsUntilItCloses() throws Exception {
        EventDelivery first = started(BILLING, this::take);
        add(1, 1);
        assertToldInOrder(1, 1);
        BlockingQueue<Long> byTheOther = new LinkedBlockingQueue<>();
        try (EventDelivery second = started(BILLING, (number, event) -> byTheOther.add(payment(event)))) {
            add(2, 50);
            assertToldInOrder(2, 50);
            assertThat(byTheOther).isEmpty();
            first.close();
            add(51, 51);
            assertThat(byTheOther.poll(10, TimeUnit.SECONDS)).isEqualTo(51L);
            assertThat(second.listeners().get(0).trouble()).isEmpty();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void theTurnOfAListenerThatIsAtWorkIsKept() throws Exception {
        CountDownLatch begins = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicInteger renewals = new AtomicInteger();
        UnitOfWork counting = new UnitOfWork() {
            @Override
            public <T> T write(Function<Stores, T> work) {
                renewals.incrementAndGet();
                return storage.write(work);
            }

            @Override
            public <T> T read(Function<Stores, T> work) {
                return storage.read(work);
            }
        };
        EventListener slow = (number, event) -> {
            begins.countDown();
            mayEnd.await();
        };
        add(1, 1);
        try (EventDelivery first = new EventDelivery(counting, Map.of(BILLING, slow), clock, LASTING);
                EventDelivery second = new EventDelivery(storage, Map.of(BILLING, this::take), clock, LASTING)) {
            first.start();
            begins.await();
            clock.advance(LASTING.turn().minusMillis(1));
            int before = renewals.get();
            await(() -> renewals.get() > before + 1);
            clock.advance(Duration.ofMillis(2));
            second.start();
            assertThat(told.poll(200, TimeUnit.MILLISECONDS))
                    .as("the first turn is over, and was kept")
                    .isNull();
            mayEnd.countDown();
            await(() -> waiting(BILLING) == 0);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aPauseAfterAFailureIsNoHanging() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        add(1, 1);
        EventListener failing = (number, event) -> {
            attempts.incrementAndGet();
            throw new UnsupportedOperationException("not today");
        };
        try (EventDelivery delivery = new EventDelivery(storage, Map.of(BILLING, failing), clock, PAUSING)) {
            delivery.start();
            await(() ->
                    attempts.get() == 1 && delivery.listeners().get(0).trouble().isPresent());
            // Much longer than what counts as hanging.
            assertThat(told.poll(200, TimeUnit.MILLISECONDS)).isNull();
            assertThat(delivery.listeners().get(0).trouble().orElseThrow()).contains("not today");
        }
    }

    @Test
    void whoeverDiedLosesTheTurnWhenItsTimeIsOver() throws Exception {
        storage.write(stores -> stores.leases()
                .take(
                        Task.telling(BILLING),
                        "died",
                        clock.instant(),
                        clock.instant().plusSeconds(15)));
        add(1, 1);
        try (EventDelivery delivery = started(BILLING, this::take)) {
            assertThat(told.poll(100, TimeUnit.MILLISECONDS)).isNull();
            clock.advance(Duration.ofSeconds(15));
            assertToldInOrder(1, 1);
            assertThat(delivery.listeners()).hasSize(1);
        }
    }

    @Test
    void aStorageThatIsLostForAWhileLosesNothing() throws Exception {
        FaultyUnitOfWork faulty = new FaultyUnitOfWork(storage);
        add(1, 2);
        AtomicInteger failures = new AtomicInteger();
        storage.beforeCommit(() -> {
            if (failures.incrementAndGet() <= 3) {
                throw new IllegalStateException("lost");
            }
        });
        try (EventDelivery delivery = new EventDelivery(faulty, Map.of(BILLING, this::take), clock, QUICK)) {
            delivery.start();
            assertToldInOrder(1, 2);
            await(() -> waiting(BILLING) == 0);
        }
    }

    @Test
    void aMachineThatFailsForAWhileLosesNothing() throws Exception {
        add(1, 2);
        AtomicInteger failures = new AtomicInteger();
        storage.beforeCommit(() -> {
            if (failures.incrementAndGet() <= 3) {
                throw new OutOfMemoryError("told to fail");
            }
        });
        try (EventDelivery delivery = started(BILLING, this::take)) {
            assertToldInOrder(1, 2);
            await(() -> delivery.listeners().get(0).waiting() == 0);
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
                return storage.write(work);
            }

            @Override
            public <T> T read(Function<Stores, T> work) {
                if (hangs.getCount() == 0) {
                    complaints.incrementAndGet();
                    throw new OutOfMemoryError("told to fail");
                }
                return storage.read(work);
            }
        };
        add(1, 1);
        EventListener listener = (number, event) -> {
            hangs.countDown();
            never.await();
        };
        try (EventDelivery delivery = new EventDelivery(failing, Map.of(BILLING, listener), clock, QUICK)) {
            delivery.start();
            await(() -> {
                clock.advance(QUICK.warning());
                return complaints.get() > 2;
            });
        }
        never.countDown();
    }

    private void take(EventNumber number, PlatformEvent event) {
        told.add(payment(event));
    }

    private EventDelivery started(ListenerName name, EventListener listener) {
        EventDelivery delivery = new EventDelivery(storage, Map.of(name, listener), clock, QUICK);
        delivery.start();
        return delivery;
    }

    private void add(long from, long to) {
        LongStream.rangeClosed(from, to).forEach(payment -> write(payment, List.of(BILLING)));
    }

    private void write(long payment, List<ListenerName> listeners) {
        Occasion occasion =
                new Occasion(Samples.user("ann").openId(), Samples.app("shop").id(), Samples.NOW);
        PlatformEvent event = new PaymentSettled(
                occasion,
                new AuthorizationId(1),
                new PaymentId(payment),
                new MerchantOrderNumber("M-" + payment),
                Satoshis.of(payment));
        storage.write(stores -> {
            stores.events().add(listeners, List.of(event));
            return event;
        });
    }

    private long waiting(ListenerName listener) {
        return storage.read(stores -> stores.events().waiting(listener));
    }

    private void assertToldInOrder(long from, long to) throws InterruptedException {
        for (long payment = from; payment <= to; payment++) {
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(payment);
        }
    }

    private static long payment(PlatformEvent event) {
        return ((PaymentSettled) event).payment().value();
    }

    // The class is given a minute.
    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(1);
        }
    }
}
