package io.farthing.application.service.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.FaultyUnitOfWork.Fault;
import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.fake.LongLookUp;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.domain.payment.DeclineReason;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.PendingPayment.Count;
import io.farthing.domain.payment.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a wallet may say when it is asked, and what happens when that cannot be dealt with. */
@Timeout(60)
class GatewayReconcilerAnswersTest {

    private static final WalletGateway.Accepted ACCEPTED = new WalletGateway.Accepted(new Receipt("R-2", "tx"));

    private final GatewayBench bench = new GatewayBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aPaymentThatTheWalletWillNeverMakeHasFailed() {
        bench.lose(Behaviour.LOSES_REQUESTS);

        assertThat(reconcileLater(new WalletGateway.Failed("too old"), ACCEPTED))
                .isEqualTo(1);

        assertThat(bench.status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(0, 0));
        assertThat(bench.pending()).isEqualTo(new Count(0, 0));
    }

    @Test
    void aPaymentOfWhichTheWalletCannotTellIsNeitherSentAgainNorConcluded() {
        bench.lose(Behaviour.LOSES_REQUESTS);

        assertThat(reconcileLater(new WalletGateway.Unclear("too busy"), ACCEPTED))
                .isZero();

        assertThat(bench.status()).isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(reason()).isEqualTo("too busy");
    }

    @Test
    void aGatewayThatBreaksWhenItIsAskedIsNotSentThePaymentAgain() {
        bench.lose(Behaviour.LOSES_REQUESTS);
        bench.clock.advance(GatewayBench.LATER);
        AtomicInteger sent = new AtomicInteger();

        assertThat(bench.reconciler(new BrokenGateway(sent::incrementAndGet)).reconcile())
                .isZero();

        assertThat(sent).hasValue(0);
        assertThat(bench.status()).isEqualTo(PaymentStatus.UNKNOWN);
    }

    @Test
    void aPaymentThatIsAcceptedWhenItIsSentAgainIsSettledWithItsReceipt() {
        bench.lose(Behaviour.LOSES_REQUESTS);

        assertThat(reconcileLater(new WalletGateway.NotFound(), ACCEPTED)).isEqualTo(1);

        assertThat(bench.status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(bench.recorded("1").orElseThrow().receipt()).isEqualTo(ACCEPTED.receipt());
    }

    /** What was sent before may still be on its way. */
    @ParameterizedTest
    @MethodSource
    void aPaymentThatIsNotAcceptedWhenItIsSentAgainHasNotFailed(WalletGateway.Answer answer) {
        bench.lose(Behaviour.LOSES_REQUESTS);

        assertThat(reconcileLater(new WalletGateway.NotFound(), answer)).isZero();

        assertThat(bench.status()).isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(reason()).endsWith("this is why");
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(0, 30));
    }

    static List<WalletGateway.Answer> aPaymentThatIsNotAcceptedWhenItIsSentAgainHasNotFailed() {
        return List.of(
                new WalletGateway.Refused(DeclineReason.OVER_BALANCE, "this is why"),
                new WalletGateway.NotAttempted("this is why"),
                new WalletGateway.Unknown("this is why"));
    }

    /** Otherwise a refusal of the first request would be taken for the truth about the second. */
    @Test
    void aPaymentThatCannotBeTakenUpIsNotSentAgain() {
        Payment payment = bench.leaveReserved(Behaviour.LOSES_REQUESTS);
        bench.wallet.behave(Behaviour.ACCEPTS);
        bench.clock.advance(GatewayBench.LATER);
        // The lease is taken for the round and for the payments that are asked for together.
        bench.storage.failNext(Fault.NONE, Fault.NONE, Fault.before(Category.UNAVAILABLE));

        assertThat(bench.reconciler.reconcile()).isZero();

        assertThat(bench.status()).isEqualTo(PaymentStatus.RESERVED);
        assertThat(bench.wallet.timesPaid(payment)).isZero();
        assertThat(bench.reconciler.reconcile()).isEqualTo(1);
        assertThat(bench.wallet.timesPaid(payment)).isEqualTo(1);
    }

    @Test
    void aFailureOverOnePaymentKeepsNoOtherWaiting() {
        bench.lose(Behaviour.LOSES_REQUESTS);
        bench.pay("2", 30);
        bench.wallet.behave(Behaviour.ACCEPTS);
        bench.clock.advance(GatewayBench.LATER);
        AtomicInteger lookUps = new AtomicInteger();
        AtomicBoolean fails = new AtomicBoolean();
        bench.storage.failReads(() -> {
            if (fails.getAndSet(false)) {
                throw new IllegalStateException("told to fail");
            }
        });
        WalletGateway wallet = new LongLookUp(bench.wallet, payment -> {
            if (lookUps.incrementAndGet() == 1) {
                fails.set(true);
            }
        });

        assertThat(bench.reconciler(wallet).reconcile()).isEqualTo(1);

        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(30, 30));
        assertThat(bench.reconciler.reconcile()).isEqualTo(1);
    }

    private int reconcileLater(WalletGateway.State state, WalletGateway.Answer answer) {
        bench.clock.advance(GatewayBench.LATER);
        WalletGateway saying = new WalletGateway() {
            @Override
            public Duration patience() {
                return bench.wallet.patience();
            }

            @Override
            public CompletableFuture<Answer> pay(Payment payment) {
                return CompletableFuture.completedFuture(answer);
            }

            @Override
            public CompletableFuture<State> lookUp(Payment payment) {
                return CompletableFuture.completedFuture(state);
            }
        };
        return bench.reconciler(saying).reconcile();
    }

    private String reason() {
        List<PendingPayment> pending = bench.storage.read(
                stores -> stores.pendingPayments().list(PendingPayment.Kind.UNKNOWN, Optional.empty(), 1));
        return pending.get(0).reason();
    }
}
