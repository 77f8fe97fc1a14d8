package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.payment.Finding;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.PendingPayment.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link PendingPaymentStore} tells of the payments whose outcome is open. */
public interface PendingPaymentStoreContract extends StorageContract {

    @Test
    default void pending01_anAcceptedPaymentIsReservedAndPendingUntilItIsConcluded() {
        Authorization authorization = outside().add();

        Payment payment = outside().reserve("1", 30);

        assertThat(payment.status()).isEqualTo(PaymentStatus.RESERVED);
        assertThat(outside().find(payment)).contains(payment);
        assertThat(list(Kind.RESERVED)).containsExactly(PendingPayment.reserved(payment));
        assertThat(list(Kind.UNKNOWN)).isEmpty();
        assertThat(outside().count()).isEqualTo(new PendingPayment.Count(1, 0));
        assertThat(outside().usage(authorization)).isEqualTo(OutsidePayer.usage(0, 30));
        assertThat(Stored.balance(unitOfWork(), OutsidePayer.ID)).isZero();
    }

    @Test
    default void pending04_anUnknownPaymentStaysReservedAndTellsWhenToAskAgain() {
        Authorization authorization = outside().add();
        Payment payment = outside().reserve("1", 30);

        Payment unknown = outside().conclude(payment, OutsidePayer.LOST);
        outside().conclude(payment, new Finding.Unknown("still no answer"));

        assertThat(outside().find(payment)).contains(unknown);
        assertThat(unknown.status()).isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(outside().usage(authorization)).isEqualTo(OutsidePayer.usage(0, 30));
        assertThat(outside().count()).isEqualTo(new PendingPayment.Count(0, 1));
        assertThat(list(Kind.UNKNOWN))
                .containsExactly(new PendingPayment(unknown, 2, Samples.NOW.plusSeconds(2), "still no answer"));
        assertThat(list(Kind.RESERVED)).isEmpty();
        assertThat(PaymentBatches.decideOutside(
                                unitOfWork(),
                                List.of(),
                                PaymentBatches.number(
                                        unitOfWork(), List.of(outside().order("1", 5))))
                        .accepted())
                .isEmpty();
    }

    @Test
    default void pending07_paymentsAreDueWhenNobodyMakesThemAnyMoreOrTheirTimeHasCome() {
        outside().add();
        Payment reserved = outside().reserve("1", 1);
        Payment unknown = outside().conclude(outside().reserve("2", 1), OutsidePayer.LOST);
        Instant next = Samples.NOW.plusSeconds(1);

        assertThat(due(Samples.NOW, Samples.NOW)).isEmpty();
        assertThat(due(next.minusMillis(1), Samples.NOW)).isEmpty();
        assertThat(due(next, Samples.NOW)).containsExactly(unknown.id().value());
        assertThat(due(Samples.NOW, Samples.NOW.plusMillis(1)))
                .containsExactly(reserved.id().value());
        assertThat(due(next, next))
                .containsExactly(reserved.id().value(), unknown.id().value());
    }

    @Test
    default void pending08_thoseThatHaveWaitedLongestComeFirstAndNotTooManyAtOnce() {
        outside().add();
        Payment later = outside().conclude(outside().reserve("1", 1), OutsidePayer.LOST);
        outside().conclude(later, OutsidePayer.LOST);
        Payment sooner = outside().conclude(outside().reserve("2", 1), OutsidePayer.LOST);
        Instant late = Samples.NOW.plusSeconds(100);

        List<PendingPayment> one =
                unitOfWork().read(stores -> stores.pendingPayments().due(late, Samples.NOW, 1));

        assertThat(one).containsExactly(new PendingPayment(sooner, 1, Samples.NOW.plusSeconds(1), "no answer"));
        assertThat(due(late, Samples.NOW))
                .containsExactly(sooner.id().value(), later.id().value());

        outside().reserve("3", 1);
        outside().reserve("4", 1);
        assertThat(unitOfWork()
                        .<List<PendingPayment>>read(
                                stores -> stores.pendingPayments().due(late, Samples.NOW.plusMillis(1), 3)))
                .as("two of each kind")
                .hasSize(3);
    }

    @Test
    default void pending09_theyAreListedInPages() {
        outside().add();
        List<Payment> payments = List.of(
                outside().reserve("1", 1), outside().reserve("2", 1), outside().reserve("3", 1));

        for (Kind kind : List.of(Kind.RESERVED, Kind.UNKNOWN)) {
            if (kind == Kind.UNKNOWN) {
                payments.forEach(payment -> outside().conclude(payment, OutsidePayer.LOST));
            }
            List<PendingPayment> first =
                    unitOfWork().read(stores -> stores.pendingPayments().list(kind, Optional.empty(), 2));
            List<PendingPayment> rest = unitOfWork()
                    .read(stores -> stores.pendingPayments()
                            .list(kind, Optional.of(payments.get(1).id()), 2));

            assertThat(first)
                    .extracting(pending -> pending.payment().id())
                    .containsExactly(payments.get(0).id(), payments.get(1).id());
            assertThat(rest)
                    .extracting(pending -> pending.payment().id())
                    .containsExactly(payments.get(2).id());
        }
    }

    @Test
    default void pending16_paymentsOfTheOtherKindHideNothing() {
        outside().add();
        Payment reserved = outside().reserve("1", 1);
        Payment unknown = outside().conclude(outside().reserve("2", 1), OutsidePayer.LOST);
        Payment next = outside().reserve("3", 1);

        assertThat(firstAfter(Kind.UNKNOWN, Optional.empty())).containsExactly(unknown);
        assertThat(firstAfter(Kind.RESERVED, Optional.of(reserved.id()))).containsExactly(next);
    }

    @Test
    default void pending18_whatAWrongClockHasPutOffIsDue() {
        outside().add();
        Payment reserved = outside().reserve("1", 1);
        Payment unknown = outside().conclude(outside().reserve("2", 1), OutsidePayer.LOST);
        Instant longAgo = Samples.NOW.minus(PendingPayment.NEVER_SO_LONG);

        assertThat(due(longAgo, Instant.EPOCH)).containsExactly(unknown.id().value());
        assertThat(due(longAgo.minusMillis(1), Instant.EPOCH))
                .containsExactly(reserved.id().value(), unknown.id().value());
        assertThat(due(longAgo.plusSeconds(1), Instant.EPOCH)).isEmpty();
    }

    private List<Payment> firstAfter(Kind kind, Optional<PaymentId> after) {
        return unitOfWork().read(stores -> stores.pendingPayments().list(kind, after, 1)).stream()
                .map(PendingPayment::payment)
                .toList();
    }

    private List<Long> due(Instant now, Instant acceptedBefore) {
        return unitOfWork().read(stores -> stores.pendingPayments().due(now, acceptedBefore, 10)).stream()
                .map(pending -> pending.payment().id().value())
                .toList();
    }

    private List<PendingPayment> list(Kind kind) {
        return unitOfWork().read(stores -> stores.pendingPayments().list(kind, Optional.empty(), 10));
    }

    private OutsidePayer outside() {
        return new OutsidePayer(unitOfWork());
    }
}
