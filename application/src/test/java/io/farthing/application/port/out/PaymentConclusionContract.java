package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.domain.app.AppId;
import io.farthing.domain.audit.Discrepancy;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.BatchOutcome;
import io.farthing.domain.payment.Finding;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.payment.Verdict;
import io.farthing.domain.user.UserOpenId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PaymentStore} does with payments at an outside wallet, and with what is found out about them. The
 * rules are numbered together with those of {@link PendingPaymentStoreContract}.
 */
public interface PaymentConclusionContract extends StorageContract {

    /** The app of these tests. */
    AppId APP = new AppId("outside-shop");

    /** The payer of these tests, whose money is elsewhere. */
    UserOpenId PAYER = Samples.user("outside-payer").openId();

    /** What the wallet tells of a payment that it has made. */
    Receipt RECEIPT = new Receipt("remote-7", "tx-7");

    /** The wallet has made a payment. */
    Finding SETTLED = new Finding.Settled(RECEIPT);

    /** The wallet will not make a payment. */
    Finding FAILED = new Finding.Failed();

    /** The wallet has not told what became of a payment. */
    Finding LOST = new Finding.Unknown("no answer");

    @Test
    default void pending02_aSettledPaymentIsSpentAndKeepsItsReceipt() {
        Authorization authorization = addAll();
        Payment payment = reserve("1", 30);

        Payment settled = conclude(payment, SETTLED);

        assertThat(settled.status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(find(payment)).contains(settled);
        assertThat(settled.receipt()).isEqualTo(RECEIPT);
        assertThat(usage(authorization)).isEqualTo(usage(30, 0));
        assertThat(count()).isEqualTo(new PendingPaymentStore.Count(0, 0));
        assertThat(Stored.balance(unitOfWork(), PAYER)).isZero();
        assertThat(journal()).singleElement().satisfies(read -> {
            assertThat(read.status()).isEqualTo(PaymentStatus.SETTLED);
            assertThat(read.settlement()).isEqualTo(Settlement.GATEWAY);
        });
    }

    @Test
    default void pending03_aFailedPaymentIsReleasedAndDoesNotUseUpItsOrderNumber() {
        Authorization authorization = addAll();
        Payment first = conclude(reserve("1", 30), FAILED);
        assertThat(find(first)).contains(first);
        assertThat(usage(authorization)).isEqualTo(Usage.NONE);

        Payment second = conclude(reserve("1", 20), FAILED);
        assertThat(findByKey("1")).contains(second);
        Payment third = conclude(reserve("1", 10), SETTLED);

        assertThat(findByKey("1")).contains(third);
        assertThat(find(first)).contains(first);
        assertThat(find(second)).contains(second);
        assertThat(drawn()).containsExactly(third, second, first);
        assertThat(journal()).extracting(Payment::id).containsExactlyInAnyOrder(first.id(), second.id(), third.id());
        assertThat(usage(authorization)).isEqualTo(usage(10, 0));
        assertThat(run(order("1", 5)).accepted()).isEmpty();
    }

    @Test
    default void pending05_whatIsConcludedStaysConcluded() {
        Authorization authorization = addAll();
        Payment settled = conclude(reserve("1", 30), SETTLED);

        assertThat(conclude(settled, FAILED)).isEqualTo(settled);
        assertThat(conclude(settled, LOST)).isEqualTo(settled);

        assertThat(usage(authorization)).isEqualTo(usage(30, 0));
        assertThat(count()).isEqualTo(new PendingPaymentStore.Count(0, 0));
    }

    @Test
    default void pending06_aPaymentIsConcludedUnderAConsentThatHasEnded() {
        Authorization authorization = addAll();
        Payment settling = reserve("1", 30);
        Payment failing = reserve("2", 20);
        write(stores -> stores.authorizations()
                .update(
                        stores.authorizations()
                                .lock(authorization.id())
                                .orElseThrow()
                                .end(Standing.REVOKED),
                        Samples.NOW));
        Authorization next =
                unitOfWork().write(stores -> Samples.addAuthorization(stores, PAYER, APP, Samples.limits(100, 1000)));

        BatchOutcome outcome = decide(
                List.of(new Verdict(settling.id(), SETTLED), new Verdict(failing.id(), FAILED)),
                PaymentBatches.number(unitOfWork(), List.of(order("3", 7))));

        assertThat(outcome.accepted()).extracting(Payment::authorization).containsExactly(next.id());
        assertThat(usage(authorization)).isEqualTo(usage(30, 0));
        assertThat(usage(next)).isEqualTo(usage(0, 7));
    }

    @Test
    default void pending10_aBatchThatFailsLeavesNothingBehind() {
        Authorization authorization = addAll();
        Payment payment = reserve("1", 30);
        try {
            write(stores -> {
                PaymentBatches.decideOutside(stores, List.of(new Verdict(payment.id(), SETTLED)), List.of());
                throw new UnsupportedOperationException();
            });
        } catch (UnsupportedOperationException expected) {
            assertThat(find(payment)).contains(payment);
        }
        assertThat(usage(authorization)).isEqualTo(usage(0, 30));
        assertThat(count()).isEqualTo(new PendingPaymentStore.Count(1, 0));
    }

    @Test
    default void pending11_aPaymentThatDoesNotExistIsNotTouched() {
        addAll();
        Payment payment = reserve("1", 1);
        var missing = new PaymentId(payment.id().value() + 500_000);

        assertThat(unitOfWork()
                        .write(stores -> stores.payments().lock(List.of(), List.of(missing)))
                        .pending())
                .isEmpty();
        assertThat(unitOfWork()
                        .<Optional<Payment>>read(stores -> stores.payments().find(missing)))
                .isEmpty();
    }

    @Test
    default void pending12_contradictingFindingsAtTheSameTimeLeaveOneOutcome() {
        Authorization authorization = addAll();
        Payment payment = reserve("1", 30);

        List<Payment> concluded = Threads.collect(6, thread -> conclude(payment, thread % 2 == 0 ? SETTLED : FAILED));

        assertThat(concluded).allSatisfy(each -> assertThat(each).isEqualTo(concluded.get(0)));
        boolean isSettled = concluded.get(0).status() == PaymentStatus.SETTLED;
        assertThat(usage(authorization)).isEqualTo(usage(isSettled ? 30 : 0, 0));
    }

    @Test
    default void pending13_ordersAndFindingsOfManyThreadsNeverExceedTheLimit() {
        Authorization authorization = addAll();

        Threads.race(4, thread -> {
            for (int i = 0; i < 10; i++) {
                run(order(thread + "-" + i, 100))
                        .accepted()
                        .forEach(payment -> conclude(payment, thread % 2 == 0 ? SETTLED : FAILED));
            }
        });

        Usage usage = usage(authorization);
        assertThat(usage.reserved()).isEqualTo(Satoshis.ZERO);
        assertThat(usage.spent().exceeds(Satoshis.of(1000))).isFalse();
        assertThat(usage.spent().isPositive()).isTrue();
        assertThat(count()).isEqualTo(new PendingPaymentStore.Count(0, 0));
    }

    @Test
    default void pending14_aWalletOfOursThatIsPaidOutsideIsNotCredited() {
        addAll();
        PaymentOrder toSelf = Samples.order(
                APP,
                PAYER,
                "1",
                new Recipient(Samples.wallet("outside-payer", 0).address(), Satoshis.of(5)));

        Payment payment = run(toSelf).accepted().get(0);
        conclude(payment, SETTLED);

        assertThat(Stored.balance(unitOfWork(), PAYER)).isZero();
        assertThat(unitOfWork()
                        .<List<Payment>>read(stores -> stores.payments().creditedTo(PAYER, Optional.empty(), 10)))
                .isEmpty();
        assertThat(drawn()).hasSize(1);
    }

    /** Numbers are handed out before orders are decided: of two under one order number the first may come second. */
    @Test
    default void pending15_aPaymentIsFoundThoughALaterNumberOfItsOrderHasFailed() {
        Authorization authorization = addAll();
        List<Attempt> attempts = PaymentBatches.number(unitOfWork(), List.of(order("1", 30), order("1", 20)));
        Payment failed =
                conclude(decide(List.of(), attempts.subList(1, 2)).accepted().get(0), FAILED);
        assertThat(findByKey("1")).contains(failed);

        Payment made = decide(List.of(), attempts.subList(0, 1)).accepted().get(0);

        assertThat(findByKey("1")).contains(made);
        assertThat(run(order("1", 5)).accepted()).isEmpty();
        Payment settled = conclude(made, SETTLED);
        assertThat(findByKey("1")).contains(settled);
        assertThat(run(order("1", 5)).accepted()).isEmpty();
        assertThat(usage(authorization)).isEqualTo(usage(30, 0));
    }

    private Authorization addAll() {
        return unitOfWork().write(stores -> {
            Samples.addApp(stores, APP.value());
            Samples.addUser(stores, "outside-payer", 0);
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

    private BatchOutcome run(PaymentOrder... orders) {
        return decide(List.of(), PaymentBatches.number(unitOfWork(), List.of(orders)));
    }

    private BatchOutcome decide(List<Verdict> verdicts, List<Attempt> attempts) {
        return PaymentBatches.decideOutside(unitOfWork(), verdicts, attempts);
    }

    private PendingPaymentStore.Count count() {
        return unitOfWork().read(stores -> stores.pendingPayments().count());
    }

    private Optional<Payment> find(Payment payment) {
        return unitOfWork().read(stores -> stores.payments().find(payment.id()));
    }

    private Optional<Payment> findByKey(String number) {
        return unitOfWork()
                .read(stores -> stores.payments().find(order(number, 1).key()));
    }

    private List<Payment> drawn() {
        return unitOfWork().read(stores -> stores.payments().drawnFrom(PAYER, Optional.empty(), 10));
    }

    private List<Payment> journal() {
        List<Payment> all = new ArrayList<>();
        List<Discrepancy> wrong = new ArrayList<>();
        unitOfWork().<Boolean>read(stores -> {
            stores.journal().eachPayment(all::add, wrong::add);
            return true;
        });
        assertThat(wrong).isEmpty();
        return all;
    }

    private Usage usage(Authorization authorization) {
        return Stored.usage(unitOfWork(), authorization);
    }

    private static Usage usage(long spent, long reserved) {
        return new Usage(Satoshis.of(spent), Satoshis.of(reserved));
    }
}
