package io.farthing.application.service.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.Samples;
import io.farthing.application.fake.TestClock;
import io.farthing.application.port.in.EventListener;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/** Events of payments that wait in a storage in memory, and a listener that notes which of them it is told. */
final class DeliveryBench {

    static final ListenerName BILLING = new ListenerName("billing");

    private static final Duration SOON = Duration.ofMillis(5);

    static final Patience QUICK = patience(SOON, Duration.ofMillis(20), Duration.ofSeconds(15), SOON);

    /** Turns are short, nothing counts as hanging. */
    static final Patience LASTING =
            patience(SOON, Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofMinutes(1));

    /** Pauses are long, everything counts as hanging. */
    static final Patience PAUSING =
            patience(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofSeconds(15), SOON);

    final InMemoryUnitOfWork storage = new InMemoryUnitOfWork();
    final TestClock clock = new TestClock();
    final BlockingQueue<Long> told = new LinkedBlockingQueue<>();

    private static Patience patience(Duration firstRetry, Duration longestRetry, Duration turn, Duration hang) {
        Duration close = Duration.ofMillis(300);
        return new Patience(SOON, SOON, firstRetry, longestRetry, turn, hang, Duration.ofMinutes(1), close);
    }

    /** What a listener does that is well: it notes the payment. */
    void take(EventNumber number, PlatformEvent event) {
        told.add(payment(event));
    }

    /** A delivery that has begun to tell this listener. */
    EventDelivery started(EventListener listener) {
        EventDelivery delivery = delivery(storage, listener, QUICK);
        delivery.start();
        return delivery;
    }

    EventDelivery delivery(UnitOfWork itsStorage, EventListener listener, Patience patience) {
        return new EventDelivery(itsStorage, Map.of(BILLING, listener), clock, patience);
    }

    /** Adds an event for each of these payments. */
    void add(long from, long to) {
        LongStream.rangeClosed(from, to).forEach(payment -> write(payment, List.of(BILLING)));
    }

    void write(long payment, List<ListenerName> listeners) {
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

    long waiting(ListenerName listener) {
        return storage.read(stores -> stores.events().waiting(listener));
    }

    void assertToldInOrder(long from, long to) throws InterruptedException {
        for (long payment = from; payment <= to; payment++) {
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(payment);
        }
    }

    static long payment(PlatformEvent event) {
        return ((PaymentSettled) event).payment().value();
    }

    /** Waits for as long as the test is given. */
    static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(1);
        }
    }
}
