package io.farthing.application.service.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.FaultyUnitOfWork.Fault;
import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.out.PaymentMeter.Outcome;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.domain.payment.DeclineReason;
import io.farthing.domain.payment.Finding;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.PendingPayment.Count;
import io.farthing.domain.payment.PendingPayment.Kind;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An outside wallet pays: reserved first, asked then, and what it said is on disk before anybody is told. */
@Timeout(60)
class GatewayPaymentsTest {

    private final GatewayBench bench = new GatewayBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aPaymentThatTheWalletMakesIsSettledWithItsReceipt() {
        Payment payment = EngineBench.settled(bench.pay("1", 30));

        assertThat(payment.receipt().reference()).isEqualTo("R-1");
        assertThat(payment.publicId()).startsWith("tx-");
        assertThat(bench.recorded("1")).contains(payment);
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(30, 0));
        assertThat(bench.meter.outcomes()).isEqualTo(Map.of(Outcome.SETTLED, 1));
    }

    @Test
    void whatOurLimitsForbidNeverLeavesTheHouse() {
        assertThat(EngineBench.declined(bench.pay("1", 101))).isEqualTo(DeclineReason.OVER_SINGLE_LIMIT);

        assertThat(bench.wallet.timesAsked()).isZero();
        assertThat(bench.meter.outcomes()).isEqualTo(Map.of(Outcome.DECLINED, 1));
    }

    @Test
    void aPaymentThatTheWalletRefusesIsDeclinedAndMayBeSentAgain() {
        bench.wallet.behave(Behaviour.REFUSES);
        assertThat(EngineBench.declined(bench.pay("1", 30))).isEqualTo(DeclineReason.OVER_BALANCE);
        assertThat(bench.recorded("1").map(Payment::status)).contains(PaymentStatus.FAILED);
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(0, 0));

        bench.wallet.behave(Behaviour.ACCEPTS);
        Payment payment = EngineBench.settled(bench.pay("1", 30));

        assertThat(bench.recorded("1")).contains(payment);
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(30, 0));
    }

    @Test
    void aWalletThatCannotBeReachedTakesNothing() {
        bench.wallet.behave(Behaviour.UNREACHABLE);

        assertThat(bench.pay("1", 30)).isInstanceOf(PaymentOutcome.NotRecorded.class);

        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(0, 0));
        assertThat(bench.pending()).isEqualTo(new Count(0, 0));
    }

    @Test
    void anOutcomeThatIsNotKnownIsNotGuessed() {
        bench.wallet.behave(Behaviour.PAYS_SILENTLY);

        PaymentOutcome told = bench.pay("1", 30);

        assertThat(bench.recorded("1").map(Payment::status)).contains(PaymentStatus.UNKNOWN);
        assertThat(told).isEqualTo(new PaymentOutcome.Undetermined(bench.recorded("1")));
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(0, 30));
        assertThat(bench.storage.<List<PendingPayment>>read(
                        stores -> stores.pendingPayments().list(Kind.UNKNOWN, Optional.empty(), 2)))
                .extracting(PendingPayment::reason)
                .containsExactly("the answer was lost");
        assertThat(bench.pending()).isEqualTo(new Count(0, 1));
        assertThat(EngineBench.declined(bench.pay("1", 30))).isEqualTo(DeclineReason.ORDER_NUMBER_TAKEN);
        assertThat(bench.meter.outcomes()).isEqualTo(Map.of(Outcome.UNDETERMINED, 1, Outcome.DECLINED, 1));
    }

    @Test
    void aWalletThatHangsKeepsNobodyElseWaiting() {
        CompletableFuture<PaymentOutcome> hanging = bench.hang();
        bench.wallet.behave(Behaviour.ACCEPTS);

        EngineBench.settled(bench.pay("2", 30));

        assertThat(EngineBench.outcome(hanging)).isInstanceOf(PaymentOutcome.Undetermined.class);
    }

    @Test
    void whatTheWalletSaidIsNotToldUnlessItIsOnDisk() {
        bench.storage.failNext(Fault.NONE, Fault.before(Category.UNAVAILABLE));

        PaymentOutcome told = bench.pay("1", 30);

        assertThat(bench.recorded("1").map(Payment::status)).contains(PaymentStatus.RESERVED);
        assertThat(told).isEqualTo(new PaymentOutcome.Undetermined(bench.recorded("1")));
    }

    @Test
    void aReservationWhoseCommitWasLostIsMadeAllTheSameAndOnce() {
        bench.storage.failNext(Fault.after(Category.OUTCOME_UNKNOWN));

        Payment payment = EngineBench.settled(bench.pay("1", 30));

        assertThat(bench.wallet.timesPaid(payment)).isEqualTo(1);
    }

    @Test
    void anOutcomeWhoseCommitWasLostIsToldAllTheSame() {
        bench.storage.failNext(Fault.NONE, Fault.after(Category.OUTCOME_UNKNOWN));

        EngineBench.settled(bench.pay("1", 30));

        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(30, 0));
    }

    @Test
    void manyPaymentsShareCommitsForReservationsAndOutcomes() {
        List<CompletableFuture<PaymentOutcome>> answers = IntStream.range(0, 200)
                .mapToObj(i -> bench.payments.request(bench.order("n" + i, 5)))
                .toList();

        assertThat(EngineBench.outcomes(answers))
                .as("each is told of its own payment")
                .extracting(
                        outcome -> EngineBench.settled(outcome).order().number().value())
                .containsExactlyElementsOf(
                        IntStream.range(0, 200).mapToObj(i -> "n" + i).toList());

        assertThat(bench.meter.batches().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(400);
        assertThat(bench.meter.batches()).hasSizeLessThan(200);
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(1000, 0));
    }

    @Test
    void aGatewayThatThrowsHasNotToldWhatBecameOfThePayment() {
        leavesThePaymentUnknown(new BrokenGateway(() -> {
            throw new IllegalStateException("broken");
        }));
    }

    @Test
    void aGatewayThatLacksAClassHasNotToldWhatBecameOfThePayment() {
        leavesThePaymentUnknown(new BrokenGateway(() -> {
            throw new NoClassDefFoundError("com/example/Missing");
        }));
    }

    @Test
    void aGatewayThatAnswersNothingHasNotToldWhatBecameOfThePayment() {
        leavesThePaymentUnknown(new BrokenGateway(() -> {}) {
            @Override
            public CompletableFuture<Answer> pay(Payment payment) {
                return CompletableFuture.completedFuture(null);
            }
        });
    }

    @Test
    void aGatewayThatNeverAnswersHasNotToldWhatBecameOfThePayment() {
        leavesThePaymentUnknown(new BrokenGateway(() -> {}));
    }

    @Test
    void aServerThatEndsWaitsForThePaymentsThatAreBeingMade() {
        CompletableFuture<PaymentOutcome> hanging = bench.hang();

        bench.restart();

        assertThat(hanging).isCompleted();
        assertThat(bench.recorded("1").map(Payment::status)).contains(PaymentStatus.UNKNOWN);
    }

    @Test
    void aServerThatEndsWaitsAlsoForAPaymentThatItsAppHasGivenUp() {
        CompletableFuture<PaymentOutcome> hanging = bench.hang();

        hanging.cancel(true);
        bench.restart();

        assertThat(bench.recorded("1").map(Payment::status)).contains(PaymentStatus.UNKNOWN);
    }

    @Test
    void aServerThatEndsLeavesToTheNextOneWhatTheWalletDoesNotTellInTime() {
        FirstRequest first = new FirstRequest(bench.wallet);
        GatewayPayments maker = new GatewayPayments(bench.engine, first, Duration.ofMillis(10));
        CompletableFuture<PaymentOutcome> asked = maker.request(bench.order("1", 30));
        first.sent().join();

        maker.close();

        assertThat(asked).isNotDone();
        bench.restart();
        assertThat(bench.status()).isEqualTo(PaymentStatus.RESERVED);
        first.answer(new WalletGateway.Refused(DeclineReason.OVER_BALANCE, "no money"));
        assertThat(EngineBench.outcome(asked))
                .as("nobody has written that down")
                .isInstanceOf(PaymentOutcome.Undetermined.class);
        bench.concludeLater();
        assertThat(bench.status()).isEqualTo(PaymentStatus.SETTLED);
    }

    @Test
    void aServerThatEndsMakesNoFurtherPayments() {
        bench.wallet.behave(Behaviour.HANGS);
        CompletableFuture<PaymentOutcome> hanging = bench.payments.request(bench.order("1", 30));
        CompletableFuture<Void> closing = CompletableFuture.runAsync(bench.payments::close);
        PaymentOutcome last = null;
        for (int i = 0; !(last instanceof PaymentOutcome.NotRecorded); i++) {
            last = bench.payments
                    .request(bench.order("next" + i, 1))
                    .completeOnTimeout(null, 1, TimeUnit.SECONDS)
                    .join();
        }

        assertThat(last).isEqualTo(new PaymentOutcome.NotRecorded("the server is stopping"));
        assertThat(bench.meter.outcomes()).containsEntry(Outcome.NOT_RECORDED, 1);
        closing.join();
        assertThat(hanging).isDone();
    }

    @Test
    void aServerThatEndsDoesNotWaitForWhoeverAskedForNothing() {
        GatewayPayments maker = new GatewayPayments(bench.engine, bench.wallet, Duration.ofDays(1));

        assertThatThrownBy(() -> maker.request(null)).isInstanceOf(NullPointerException.class);

        maker.close();
    }

    @Test
    void nobodyIsToldThatNothingWasTakenWhenTheWalletSaysThatItPaidWhatAnOperatorHasGivenUp() {
        FirstRequest first = new FirstRequest(bench.wallet);
        GatewayPayments maker = new GatewayPayments(bench.engine, first);
        CompletableFuture<PaymentOutcome> asked = maker.request(bench.order("1", 30));
        Payment payment = first.sent().join();
        conclude(payment, new Finding.Unknown("taken up by another server"));
        conclude(payment, new Finding.Failed());

        first.answer(new WalletGateway.Accepted(new Receipt("R-1", "tx")));

        assertThat(EngineBench.outcome(asked)).isInstanceOf(PaymentOutcome.Undetermined.class);
        assertThat(bench.status()).isEqualTo(PaymentStatus.FAILED);
        maker.close();
    }

    @Test
    void whatAnOperatorHasGivenUpIsDeclinedThoughTheWalletHasToldNothing() {
        FirstRequest first = new FirstRequest(bench.wallet);
        GatewayPayments maker = new GatewayPayments(bench.engine, first);
        CompletableFuture<PaymentOutcome> asked = maker.request(bench.order("1", 30));
        Payment payment = first.sent().join();
        conclude(payment, new Finding.Failed());

        first.answer(new WalletGateway.Unknown("no answer"));

        assertThat(EngineBench.declined(EngineBench.outcome(asked))).isEqualTo(DeclineReason.REFUSED_OUTSIDE);
        maker.close();
    }

    /** Somebody else has sent it again, and that may have been accepted. */
    @ParameterizedTest
    @MethodSource
    void aRequestThatWasNotAcceptedSaysNothingOfAPaymentThatAnotherServerHasTakenUp(WalletGateway.Answer answer) {
        FirstRequest first = new FirstRequest(bench.wallet);
        GatewayPayments maker = new GatewayPayments(bench.engine, first);
        CompletableFuture<PaymentOutcome> asked = maker.request(bench.order("1", 30));
        Payment payment = first.sent().join();
        conclude(payment, new Finding.Unknown("taken up by another server"));

        first.answer(answer);

        assertThat(EngineBench.outcome(asked)).isInstanceOf(PaymentOutcome.Undetermined.class);
        assertThat(bench.status()).isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(0, 30));
        maker.close();
    }

    static List<WalletGateway.Answer> aRequestThatWasNotAcceptedSaysNothingOfAPaymentThatAnotherServerHasTakenUp() {
        return List.of(
                new WalletGateway.Refused(DeclineReason.OVER_BALANCE, "no money"),
                new WalletGateway.NotAttempted("not reachable"));
    }

    private void conclude(Payment payment, Finding finding) {
        bench.engine
                .conclude(new Verdict(payment.id(), finding), bench.user.openId())
                .join();
    }

    private void leavesThePaymentUnknown(BrokenGateway gateway) {
        GatewayPayments broken = new GatewayPayments(bench.engine, gateway);

        assertThat(EngineBench.outcome(broken.request(bench.order("1", 30))))
                .isInstanceOf(PaymentOutcome.Undetermined.class);
        assertThat(bench.recorded("1").map(Payment::status)).contains(PaymentStatus.UNKNOWN);
    }
}
