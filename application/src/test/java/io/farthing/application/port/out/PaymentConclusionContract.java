package io.farthing.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
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
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.payment.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PaymentStore} does with payments at an outside wallet, and with what is found out about them. The
 * rules are numbered together with those of {@link PendingPaymentStoreContract}.
 */
public interface PaymentConclusionContract extends StorageContract {

    /** What the wallet tells of a payment that it has made. */
    Receipt RECEIPT = new Receipt("remote-7", "tx-7");

    /** The wallet has made a payment. */
    Finding SETTLED = new Finding.Settled(RECEIPT);

    /** The wallet will not make a payment. */
    Finding FAILED = new Finding.Failed();

    @Test
    default void pending02_aSettledPaymentIsSpentAndKeepsItsReceipt() {
        Authorization authorization = outside().add();
        Payment payment = outside().reserve("1", 30);

        Payment settled = outside().conclude(payment, SETTLED);

        assertThat(settled.status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(outside().find(payment)).contains(settled);
        assertThat(settled.receipt()).isEqualTo(RECEIPT);
        assertThat(outside().usage(authorization)).isEqualTo(OutsidePayer.usage(30, 0));
        assertThat(outside().count()).isEqualTo(new PendingPayment.Count(0, 0));
        assertThat(Stored.balance(unitOfWork(), OutsidePayer.ID)).isZero();
        assertThat(journal()).singleElement().satisfies(read -> {
            assertThat(read.status()).isEqualTo(PaymentStatus.SETTLED);
            assertThat(read.settlement()).isEqualTo(Settlement.GATEWAY);
        });
    }

    @Test
    default void pending03_aFailedPaymentIsReleasedAndDoesNotUseUpItsOrderNumber() {
        Authorization authorization = outside().add();
        Payment first = outside().conclude(outside().reserve("1", 30), FAILED);
        assertThat(outside().find(first)).contains(first);
        assertThat(outside().usage(authorization)).isEqualTo(Usage.NONE);

        Payment second = outside().conclude(outside().reserve("1", 20), FAILED);
        assertThat(findByKey("1")).contains(second);
        Payment third = outside().conclude(outside().reserve("1", 10), SETTLED);

        assertThat(findByKey("1")).contains(third);
        assertThat(outside().find(first)).contains(first);
        assertThat(outside().find(second)).contains(second);
        assertThat(drawn()).containsExactly(third, second, first);
        assertThat(journal()).extracting(Payment::id).containsExactlyInAnyOrder(first.id(), second.id(), third.id());
        assertThat(outside().usage(authorization)).isEqualTo(OutsidePayer.usage(10, 0));
        assertThat(run(outside().order("1", 5)).accepted()).isEmpty();
    }

    @Test
    default void pending05_whatIsConcludedStaysConcluded() {
        Authorization authorization = outside().add();
        Payment settled = outside().conclude(outside().reserve("1", 30), SETTLED);

        assertThat(outside().conclude(settled, FAILED)).isEqualTo(settled);
        assertThat(outside().conclude(settled, OutsidePayer.LOST)).isEqualTo(settled);

        assertThat(outside().usage(authorization)).isEqualTo(OutsidePayer.usage(30, 0));
        assertThat(outside().count()).isEqualTo(new PendingPayment.Count(0, 0));
    }

    @Test
    default void pending06_aPaymentIsConcludedUnderAConsentThatHasEnded() {
        Authorization authorization = outside().add();
        Payment settling = outside().reserve("1", 30);
        Payment failing = outside().reserve("2", 20);
        write(stores -> stores.authorizations()
                .update(
                        stores.authorizations()
                                .lock(authorization.id())
                                .orElseThrow()
                                .end(Standing.REVOKED),
                        Samples.NOW));
        Authorization next = unitOfWork()
                .write(stores ->
                        Samples.addAuthorization(stores, OutsidePayer.ID, OutsidePayer.APP, Samples.limits(100, 1000)));

        BatchOutcome outcome = decide(
                List.of(new Verdict(settling.id(), SETTLED), new Verdict(failing.id(), FAILED)),
                PaymentBatches.number(unitOfWork(), List.of(outside().order("3", 7))));

        assertThat(outcome.accepted()).extracting(Payment::authorization).containsExactly(next.id());
        assertThat(outside().usage(authorization)).isEqualTo(OutsidePayer.usage(30, 0));
        assertThat(outside().usage(next)).isEqualTo(OutsidePayer.usage(0, 7));
    }

    @Test
    default void pending10_aBatchThatFailsLeavesNothingBehind() {
        Authorization authorization = outside().add();
        Payment payment = outside().reserve("1", 30);
        try {
            write(stores -> {
                PaymentBatches.decideOutside(stores, List.of(new Verdict(payment.id(), SETTLED)), List.of());
                throw new UnsupportedOperationException();
            });
        } catch (UnsupportedOperationException expected) {
            assertThat(outside().find(payment)).contains(payment);
        }
        assertThat(outside().usage(authorization)).isEqualTo(OutsidePayer.usage(0, 30));
        assertThat(outside().count()).isEqualTo(new PendingPayment.Count(1, 0));
    }

    @Test
    default void pending11_aPaymentThatDoesNotExistIsNotTouched() {
        outside().add();
        Payment payment = outside().reserve("1", 1);
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
        Authorization authorization = outside().add();
        Payment payment = outside().reserve("1", 30);

        List<Payment> concluded =
                Threads.collect(6, thread -> outside().conclude(payment, thread % 2 == 0 ? SETTLED : FAILED));

        assertThat(concluded).allSatisfy(each -> assertThat(each).isEqualTo(concluded.get(0)));
        boolean isSettled = concluded.get(0).status() == PaymentStatus.SETTLED;
        assertThat(outside().usage(authorization)).isEqualTo(outside().usage(isSettled ? 30 : 0, 0));
    }

    @Test
    default void pending17_aRefusalCountsOnlyWhileNobodyHasSaidThatTheOutcomeIsUnknown() {
        Authorization authorization = outside().add();
        int failed = 0;
        for (int i = 0; i < 40; i++) {
            Payment payment = outside().reserve("n" + i, 1);

            List<PaymentStatus> told = Threads.collect(
                    2,
                    thread -> outside()
                            .conclude(payment, thread == 0 ? new Finding.NotMade() : OutsidePayer.LOST)
                            .status());

            PaymentStatus kept = outside().find(payment).orElseThrow().status();
            assertThat(told).as("what both were told is what is kept").containsOnly(kept);
            assertThat(kept).isIn(PaymentStatus.FAILED, PaymentStatus.UNKNOWN);
            failed += kept == PaymentStatus.FAILED ? 1 : 0;
        }
        assertThat(outside().count()).isEqualTo(new PendingPayment.Count(0, 40 - failed));
        assertThat(outside().usage(authorization)).isEqualTo(OutsidePayer.usage(0, 40 - failed));
    }

    @Test
    default void pending13_ordersAndFindingsOfManyThreadsNeverExceedTheLimit() {
        Authorization authorization = outside().add();

        Threads.race(4, thread -> {
            for (int i = 0; i < 10; i++) {
                run(outside().order(thread + "-" + i, 100))
                        .accepted()
                        .forEach(payment -> outside().conclude(payment, thread % 2 == 0 ? SETTLED : FAILED));
            }
        });

        Usage usage = outside().usage(authorization);
        assertThat(usage.reserved()).isEqualTo(Satoshis.ZERO);
        assertThat(usage.spent().exceeds(Satoshis.of(1000))).isFalse();
        assertThat(usage.spent().isPositive()).isTrue();
        assertThat(outside().count()).isEqualTo(new PendingPayment.Count(0, 0));
    }

    @Test
    default void pending14_aWalletOfOursThatIsPaidOutsideIsNotCredited() {
        outside().add();
        PaymentOrder toSelf = Samples.order(
                OutsidePayer.APP,
                OutsidePayer.ID,
                "1",
                new Recipient(Samples.wallet("outside-payer", 0).address(), Satoshis.of(5)));

        Payment payment = run(toSelf).accepted().get(0);
        outside().conclude(payment, SETTLED);

        assertThat(Stored.balance(unitOfWork(), OutsidePayer.ID)).isZero();
        assertThat(unitOfWork()
                        .<List<Payment>>read(
                                stores -> stores.payments().creditedTo(OutsidePayer.ID, Optional.empty(), 10)))
                .isEmpty();
        assertThat(drawn()).hasSize(1);
    }

    /** Numbers are handed out before orders are decided: of two under one order number the first may come second. */
    @Test
    default void pending15_aPaymentIsFoundThoughALaterNumberOfItsOrderHasFailed() {
        Authorization authorization = outside().add();
        List<Attempt> attempts = PaymentBatches.number(
                unitOfWork(), List.of(outside().order("1", 30), outside().order("1", 20)));
        Payment failed = outside()
                .conclude(decide(List.of(), attempts.subList(1, 2)).accepted().get(0), FAILED);
        assertThat(findByKey("1")).contains(failed);

        Payment made = decide(List.of(), attempts.subList(0, 1)).accepted().get(0);

        assertThat(findByKey("1")).contains(made);
        assertThat(run(outside().order("1", 5)).accepted()).isEmpty();
        Payment settled = outside().conclude(made, SETTLED);
        assertThat(findByKey("1")).contains(settled);
        assertThat(run(outside().order("1", 5)).accepted()).isEmpty();
        assertThat(outside().usage(authorization)).isEqualTo(OutsidePayer.usage(30, 0));
    }

    private BatchOutcome run(PaymentOrder... orders) {
        return decide(List.of(), PaymentBatches.number(unitOfWork(), List.of(orders)));
    }

    private BatchOutcome decide(List<Verdict> verdicts, List<Attempt> attempts) {
        return PaymentBatches.decideOutside(unitOfWork(), verdicts, attempts);
    }

    private Optional<Payment> findByKey(String number) {
        return unitOfWork()
                .read(stores ->
                        stores.payments().find(outside().order(number, 1).key()));
    }

    private List<Payment> drawn() {
        return unitOfWork().read(stores -> stores.payments().drawnFrom(OutsidePayer.ID, Optional.empty(), 10));
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

    private OutsidePayer outside() {
        return new OutsidePayer(unitOfWork());
    }
}
