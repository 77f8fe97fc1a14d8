package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Finding;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.user.UserOpenId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link PendingPaymentStore} tells of the payments whose outcome is open. */
public interface PendingPaymentStoreContract extends StorageContract {

    /** The app of these tests. */
    AppId APP = new AppId("pending-shop");

    /** The payer of these tests, whose money is elsewhere. */
    UserOpenId PAYER = Samples.user("pending-payer").openId();

    /** The wallet has not told what became of a payment. */
    Finding LOST = new Finding.Unknown("no answer");

    @Test
    default void pending01_anAcceptedPaymentIsReservedAndPendingUntilItIsConcluded() {
        Authorization authorization = addAll();

        Payment payment = reserve("1", 30);

        assertThat(payment.status()).isEqualTo(PaymentStatus.RESERVED);
        assertThat(find(payment)).contains(payment);
        assertThat(list(false)).containsExactly(PendingPayment.reserved(payment));
        assertThat(list(true)).isEmpty();
        assertThat(count()).isEqualTo(new PendingPaymentStore.Count(1, 0));
        assertThat(usage(authorization)).isEqualTo(usage(0, 30));
        assertThat(Stored.balance(unitOfWork(), PAYER)).isZero();
    }

    @Test
    default void pending04_anUnknownPaymentStaysReservedAndTellsWhenToAskAgain() {
        Authorization authorization = addAll();
        Payment payment = reserve("1", 30);

        Payment unknown = conclude(payment, LOST);
        conclude(payment, new Finding.Unknown("still no answer"));

        assertThat(find(payment)).contains(unknown);
        assertThat(unknown.status()).isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(usage(authorization)).isEqualTo(usage(0, 30));
        assertThat(count()).isEqualTo(new PendingPaymentStore.Count(0, 1));
        assertThat(list(true))
                .containsExactly(new PendingPayment(unknown, 2, Samples.NOW.plusSeconds(2), "still no answer"));
        assertThat(list(false)).isEmpty();
        assertThat(PaymentBatches.decideOutside(
                                unitOfWork(), List.of(), PaymentBatches.number(unitOfWork(), List.of(order("1", 5))))
                        .accepted())
                .isEmpty();
    }

    @Test
    default void pending07_paymentsAreDueWhenNobodyMakesThemAnyMoreOrTheirTimeHasCome() {
        addAll();
        Payment reserved = reserve("1", 1);
        Payment unknown = conclude(reserve("2", 1), LOST);
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
        addAll();
        Payment later = conclude(reserve("1", 1), LOST);
        conclude(later, LOST);
        Payment sooner = conclude(reserve("2", 1), LOST);
        Instant late = Samples.NOW.plusSeconds(100);

        List<PendingPayment> one =
                unitOfWork().read(stores -> stores.pendingPayments().due(late, Samples.NOW, 1));

        assertThat(one).containsExactly(new PendingPayment(sooner, 1, Samples.NOW.plusSeconds(1), "no answer"));
        assertThat(due(late, Samples.NOW))
                .containsExactly(sooner.id().value(), later.id().value());

        reserve("3", 1);
        reserve("4", 1);
        assertThat(unitOfWork()
                        .<List<PendingPayment>>read(
                                stores -> stores.pendingPayments().due(late, Samples.NOW.plusMillis(1), 3)))
                .as("two of each kind")
                .hasSize(3);
    }

    @Test
    default void pending09_theyAreListedInPages() {
        addAll();
        List<Payment> payments = List.of(reserve("1", 1), reserve("2", 1), reserve("3", 1));

        for (boolean unknown : List.of(false, true)) {
            if (unknown) {
                payments.forEach(payment -> conclude(payment, LOST));
            }
            List<PendingPayment> first =
                    unitOfWork().read(stores -> stores.pendingPayments().list(unknown, Optional.empty(), 2));
            List<PendingPayment> rest = unitOfWork()
                    .read(stores -> stores.pendingPayments()
                            .list(unknown, Optional.of(payments.get(1).id()), 2));

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
        addAll();
        Payment reserved = reserve("1", 1);
        Payment unknown = conclude(reserve("2", 1), LOST);
        Payment next = reserve("3", 1);

        assertThat(firstAfter(true, Optional.empty())).containsExactly(unknown);
        assertThat(firstAfter(false, Optional.of(reserved.id()))).containsExactly(next);
    }

    private List<Payment> firstAfter(boolean unknown, Optional<PaymentId> after) {
        return unitOfWork().read(stores -> stores.pendingPayments().list(unknown, after, 1)).stream()
                .map(PendingPayment::payment)
                .toList();
    }

    private Authorization addAll() {
        return unitOfWork().write(stores -> {
            Samples.addApp(stores, APP.value());
            Samples.addUser(stores, "pending-payer", 0);
            return Samples.addAuthorization(stores, PAYER, APP, Samples.limits(100, 1000));
        });
    }

    private PaymentOrder order(String number, long satoshis) {
        return Samples.order(APP, PAYER, number, satoshis);
    }

    private Payment reserve(String number, long satoshis) {
        return PaymentBatches.reserve(unitOfWork(), order(number, satoshis));
    }

    private Payment conclude(Payment payment, Finding finding) {
        return PaymentBatches.conclude(unitOfWork(), payment, finding);
    }

    private List<Long> due(Instant now, Instant acceptedBefore) {
        return unitOfWork().read(stores -> stores.pendingPayments().due(now, acceptedBefore, 10)).stream()
                .map(pending -> pending.payment().id().value())
                .toList();
    }

    private List<PendingPayment> list(boolean unknown) {
        return unitOfWork().read(stores -> stores.pendingPayments().list(unknown, Optional.empty(), 10));
    }

    private PendingPaymentStore.Count count() {
        return unitOfWork().read(stores -> stores.pendingPayments().count());
    }

    private Optional<Payment> find(Payment payment) {
        return unitOfWork().read(stores -> stores.payments().find(payment.id()));
    }

    private Usage usage(Authorization authorization) {
        return Stored.usage(unitOfWork(), authorization);
    }

    private static Usage usage(long spent, long reserved) {
        return new Usage(Satoshis.of(spent), Satoshis.of(reserved));
    }
}
