package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.application.port.out.EventOutbox.Entry;
import io.farthing.domain.authorization.AuthorizationId;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.event.EventNumber;
import io.farthing.domain.event.ListenerName;
import io.farthing.domain.event.Occasion;
import io.farthing.domain.event.PlatformEvent;
import io.farthing.domain.event.PlatformEvent.AuthorizationActivated;
import io.farthing.domain.event.PlatformEvent.AuthorizationChanged;
import io.farthing.domain.event.PlatformEvent.AuthorizationEnded;
import io.farthing.domain.event.PlatformEvent.LimitReached;
import io.farthing.domain.event.PlatformEvent.PaymentDeclined;
import io.farthing.domain.event.PlatformEvent.PaymentFailed;
import io.farthing.domain.event.PlatformEvent.PaymentSettled;
import io.farthing.domain.event.PlatformEvent.PaymentUnknown;
import io.farthing.domain.event.Threshold;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Breach;
import io.farthing.domain.payment.DeclineReason;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.PaymentId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link EventOutbox} does. */
public interface EventOutboxContract extends StorageContract {

    /** A listener of these tests. */
    ListenerName BILLING = new ListenerName("billing");

    /** Another one. */
    ListenerName MAIL = new ListenerName("mail");

    @Test
    default void outbox1_whatWasAddedComesBackAsItIsAndInItsOrder() {
        List<PlatformEvent> all = oneOfEach();

        write(stores -> stores.events().add(List.of(BILLING), all));

        assertThat(waiting(BILLING, 100).stream().map(Entry::event)).containsExactlyElementsOf(all);
        assertThat(waiting(BILLING, 100).stream()
                        .map(Entry::number)
                        .map(EventNumber::value)
                        .toList())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    default void outbox2_everyListenerHasItsOwnAndNobodyElseAnything() {
        write(stores -> stores.events().add(List.of(BILLING, MAIL), List.of(settled(1), settled(2))));

        write(stores -> stores.events().remove(BILLING, numbers(stores.events().next(BILLING, 1))));

        assertThat(payments(BILLING)).containsExactly(2L);
        assertThat(payments(MAIL)).containsExactly(1L, 2L);
        assertThat(payments(new ListenerName("nobody"))).isEmpty();
        assertThat(unitOfWork().<Long>read(stores -> stores.events().waiting(BILLING)))
                .isEqualTo(1);
        assertThat(unitOfWork().<Long>read(stores -> stores.events().waiting(MAIL)))
                .isEqualTo(2);
        assertThat(unitOfWork().<Long>read(stores -> stores.events().waiting(new ListenerName("nobody"))))
                .isZero();
    }

    @Test
    default void outbox3_noMoreComesThanIsAskedForAndWhatIsLeftComesNext() {
        write(stores -> stores.events().add(List.of(BILLING), List.of(settled(1), settled(2), settled(3))));

        List<Entry> first = waiting(BILLING, 2);
        write(stores -> stores.events().remove(BILLING, numbers(first)));

        assertThat(first.stream().map(Entry::event)).containsExactly(settled(1), settled(2));
        assertThat(payments(BILLING)).containsExactly(3L);
    }

    @Test
    default void outbox4_anEventIsThereOnlyIfItsUnitOfWorkIsCommitted() {
        assertThatThrownBy(() -> write(stores -> {
                    stores.events().add(List.of(BILLING), List.of(settled(1)));
                    throw new UnsupportedOperationException();
                }))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThat(payments(BILLING)).isEmpty();
    }

    @Test
    default void outbox5_whatIsAddedLaterComesLaterWhateverWasRemoved() {
        for (long payment = 1; payment <= 5; payment++) {
            PlatformEvent event = settled(payment);
            write(stores -> stores.events().add(List.of(BILLING), List.of(event)));
            if (payment == 3) {
                write(stores ->
                        stores.events().remove(BILLING, numbers(stores.events().next(BILLING, 2))));
            }
        }

        assertThat(payments(BILLING)).containsExactly(3L, 4L, 5L);
    }

    @Test
    default void outbox6_whatIsRemovedTwiceIsGone() {
        write(stores -> stores.events().add(List.of(BILLING), List.of(settled(1), settled(2))));
        List<EventNumber> numbers = numbers(waiting(BILLING, 1));

        write(stores -> stores.events().remove(BILLING, numbers));
        write(stores -> stores.events().remove(BILLING, numbers));

        assertThat(payments(BILLING)).containsExactly(2L);
    }

    @Test
    default void outbox7_nothingIsLostWhenManyAddAtOnce() {
        Threads.collect(6, thread -> {
            for (int i = 0; i < 20; i++) {
                PlatformEvent event = settled(thread * 100L + i + 1);
                write(stores -> stores.events().add(List.of(BILLING), List.of(event)));
            }
            return thread;
        });

        assertThat(payments(BILLING)).hasSize(120).doesNotHaveDuplicates();
    }

    /** A host recognises by its number what it was told already. */
    @Test
    default void outbox8_aNumberIsNotUsedAgainAlsoWhenNothingWaitsAnyMore() {
        List<EventNumber> seen = new ArrayList<>();
        for (long payment = 1; payment <= 3; payment++) {
            PlatformEvent event = settled(payment);
            write(stores -> stores.events().add(List.of(BILLING), List.of(event)));
            List<EventNumber> numbers = numbers(waiting(BILLING, 10));
            write(stores -> stores.events().remove(BILLING, numbers));
            seen.addAll(numbers);
        }

        assertThat(seen.stream().map(EventNumber::value).toList())
                .hasSize(3)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    /** Otherwise a listener that hangs would keep from the others what waits for them, for ever. */
    @Test
    default void outbox9_whatWaitsForOthersHidesNothing() {
        write(stores -> stores.events().add(List.of(MAIL), List.of(settled(1), settled(2), settled(3))));
        write(stores -> stores.events().add(List.of(BILLING), List.of(settled(4))));

        assertThat(waiting(BILLING, 1).stream().map(Entry::event)).containsExactly(settled(4));
    }

    private List<Entry> waiting(ListenerName listener, int limit) {
        return unitOfWork().read(stores -> stores.events().next(listener, limit));
    }

    private List<Long> payments(ListenerName listener) {
        return waiting(listener, 1000).stream()
                .map(entry -> ((PaymentSettled) entry.event()).payment().value())
                .toList();
    }

    private static List<EventNumber> numbers(List<Entry> entries) {
        return entries.stream().map(Entry::number).toList();
    }

    private static Occasion occasion() {
        return new Occasion(Samples.user("ann").openId(), Samples.app("shop").id(), Samples.NOW);
    }

    private static PlatformEvent settled(long payment) {
        return new PaymentSettled(
                occasion(),
                new AuthorizationId(1),
                new PaymentId(payment),
                new MerchantOrderNumber("M-" + payment),
                Satoshis.of(payment));
    }

    private static List<PlatformEvent> oneOfEach() {
        AuthorizationId authorization = new AuthorizationId(Long.MAX_VALUE);
        MerchantOrderNumber order = new MerchantOrderNumber("\u00fc \ud83d\ude00");
        Satoshis amount = Satoshis.MAX;
        Usage usage = new Usage(Satoshis.of(3), Satoshis.of(4));
        List<Breach> breaches = Stream.of(DeclineReason.values())
                .map(reason -> new Breach(reason, Optional.of(amount), Optional.empty()))
                .toList();
        return List.of(
                new AuthorizationActivated(occasion(), authorization, Samples.limits(1, 2)),
                new PaymentSettled(occasion(), authorization, new PaymentId(5), order, amount),
                new PaymentDeclined(occasion(), order, amount, breaches),
                new PaymentUnknown(occasion(), authorization, new PaymentId(6), order, amount),
                new PaymentFailed(occasion(), authorization, new PaymentId(7), order, amount),
                new LimitReached(occasion(), authorization, Threshold.FOUR_FIFTHS, Samples.limits(1, 2), usage),
                new AuthorizationChanged(occasion(), authorization, Samples.limits(3, 4), usage),
                new AuthorizationEnded(occasion(), authorization, Standing.REVOKED, usage));
    }
}
