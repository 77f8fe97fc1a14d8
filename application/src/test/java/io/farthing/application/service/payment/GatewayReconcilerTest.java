package io.farthing.application.service.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.InMemoryWalletGateway;
import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.fake.LongLookUp;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.LeaseStore.Task;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.PendingPayment.Count;
import io.farthing.domain.user.UserOpenId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the wallet did not tell is found out, and never guessed. */
@Timeout(60)
class GatewayReconcilerTest {

    private final GatewayBench bench = new GatewayBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aPaymentThatHadGoneThroughIsSettled() {
        bench.lose(Behaviour.PAYS_SILENTLY);

        bench.concludeLater();

        assertThat(bench.status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(bench.recorded("1").orElseThrow().receipt().reference()).isEqualTo("R-1");
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(30, 0));
        assertThat(bench.pending()).isEqualTo(new Count(0, 0));
    }

    @Test
    void aWalletThatStaysSilentIsAskedLessAndLessOften() {
        bench.lose(Behaviour.PAYS_SILENTLY);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.reconciler.reconcile();

        PendingPayment pending = bench.storage
                .read(stores -> stores.pendingPayments().list(PendingPayment.Kind.UNKNOWN, Optional.empty(), 1))
                .get(0);
        assertThat(pending.tries()).isEqualTo(2);
        assertThat(pending.nextTryAt()).isEqualTo(Samples.NOW.plusSeconds(3));
        bench.clock.advance(Duration.ofSeconds(1));
        bench.wallet.behave(Behaviour.ACCEPTS);
        assertThat(bench.reconciler.reconcile()).isZero();
        bench.clock.advance(Duration.ofSeconds(1));
        assertThat(bench.reconciler.reconcile()).isEqualTo(1);
    }

    @Test
    void aLongOutageEndsWithTheTruthHoweverOldItIs() {
        Payment payment = bench.lose(Behaviour.PAYS_SILENTLY);
        for (int i = 0; i < 20; i++) {
            bench.clock.advance(PendingPayment.LONGEST_PAUSE);
            assertThat(bench.reconciler.reconcile()).isZero();
            assertThat(bench.status()).isEqualTo(PaymentStatus.UNKNOWN);
        }

        bench.clock.advance(PendingPayment.LONGEST_PAUSE.minus(GatewayBench.LATER));
        bench.concludeLater();

        assertThat(bench.status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(bench.wallet.timesPaid(payment)).isEqualTo(1);
    }

    @Test
    void whatWasBeingMadeWhenTheServerEndedIsTakenUpAfterTheRestart() {
        bench.leaveReserved(Behaviour.ACCEPTS);
        bench.restart();
        assertThat(bench.reconciler.reconcile())
                .as("somebody might still be making it")
                .isZero();

        bench.concludeLater();

        assertThat(bench.status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(bench.wallet.timesAsked()).isEqualTo(1);
    }

    @Test
    void anotherServerThatHasTheTaskIsNotDisturbed() {
        bench.lose(Behaviour.PAYS_SILENTLY);
        bench.wallet.behave(Behaviour.ACCEPTS);
        bench.clock.advance(GatewayBench.LATER);
        take("another server", Duration.ofSeconds(10));

        assertThat(bench.reconciler.reconcile()).isZero();

        bench.clock.advance(Duration.ofSeconds(10));
        assertThat(bench.reconciler.reconcile()).isEqualTo(1);
        assertThat(take("another server", Duration.ofSeconds(1)))
                .as("the task was given back")
                .isTrue();
    }

    @Test
    void aRoundEndsOnceAnotherServerHasTakenTheTask() {
        lose(WalletGateway.LOOK_UPS_SIDE_BY_SIDE + 1);
        bench.clock.advance(GatewayBench.LATER);
        AtomicInteger lookUps = new AtomicInteger();
        GatewayReconciler slow = bench.reconciler(new LongLookUp(bench.wallet, payment -> {
            if (lookUps.incrementAndGet() == 1) {
                bench.clock.advance(Duration.ofMinutes(10));
                take("another server", Duration.ofMinutes(10));
            }
        }));

        assertThat(slow.reconcile()).isEqualTo(WalletGateway.LOOK_UPS_SIDE_BY_SIDE);

        assertThat(lookUps).hasValue(WalletGateway.LOOK_UPS_SIDE_BY_SIDE);
        assertThat(take("a third server", Duration.ofSeconds(1)))
                .as("the task was left to whoever has it")
                .isFalse();
    }

    @Test
    void whileOneServerHasTheTaskAnotherOneAsksNobody() {
        bench.lose(Behaviour.PAYS_SILENTLY);
        bench.wallet.behave(Behaviour.ACCEPTS);
        bench.clock.advance(GatewayBench.LATER);
        GatewayReconciler other = bench.reconciler(bench.wallet);
        AtomicInteger concluded = new AtomicInteger();

        int ours = bench.reconciler(new LongLookUp(bench.wallet, payment -> concluded.set(other.reconcile())))
                .reconcile();

        assertThat(concluded).hasValue(0);
        assertThat(ours).isEqualTo(1);
    }

    @Test
    void noOtherServerHasTheTaskWhileAPaymentIsAskedForAndSentAgain() {
        bench.lose(Behaviour.LOSES_REQUESTS);
        bench.clock.advance(GatewayBench.LATER);
        Duration patience = Duration.ofMinutes(1);
        AtomicBoolean taken = new AtomicBoolean();
        WalletGateway slow = new LongLookUp(new InMemoryWalletGateway(patience), payment -> {
            bench.clock.advance(patience.multipliedBy(2));
            taken.set(take("another server", Duration.ofSeconds(1)));
        });

        assertThat(bench.reconciler(slow).reconcile()).isEqualTo(1);

        assertThat(taken).isFalse();
    }

    @Test
    void manyAreFoundOutInOneRoundButNotMoreThanABoundedNumber() {
        lose(170);

        assertThat(bench.reconcileLater()).isEqualTo(160);
        assertThat(bench.reconciler.reconcile()).isEqualTo(10);
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(170, 0));
    }

    @Test
    void paymentsOfAPayerWhoseRowIsHeldKeepNobodyElseWaiting() {
        UserOpenId other =
                bench.storage.write(stores -> Samples.addUser(stores, "ben", 0)).openId();
        bench.storage.write(
                stores -> Samples.addAuthorization(stores, other, bench.shop.id(), Samples.limits(100, 1000)));
        bench.wallet.behave(Behaviour.PAYS_SILENTLY);
        for (int i = 0; i < WalletGateway.LOOK_UPS_SIDE_BY_SIDE; i++) {
            bench.pay("n" + i, 1);
        }
        EngineBench.outcome(bench.payments.request(Samples.order(bench.shop.id(), other, "other", 1)));
        bench.wallet.behave(Behaviour.ACCEPTS);
        bench.storage.hold(bench.authorization.id());

        assertThat(bench.reconcileLater()).isEqualTo(1);

        assertThat(bench.recorded("other").map(Payment::status)).contains(PaymentStatus.SETTLED);
    }

    @Test
    void nobodyIsAskedOnceTheEngineHasEnded() {
        lose(WalletGateway.LOOK_UPS_SIDE_BY_SIDE + 1);
        bench.clock.advance(GatewayBench.LATER);
        AtomicInteger lookUps = new AtomicInteger();
        GatewayReconciler ending = bench.reconciler(new LongLookUp(bench.wallet, payment -> {
            lookUps.incrementAndGet();
            bench.engine.close();
        }));

        assertThat(ending.reconcile()).isZero();

        assertThat(lookUps).hasValue(WalletGateway.LOOK_UPS_SIDE_BY_SIDE);
        assertThat(bench.pending()).isEqualTo(new Count(0, WalletGateway.LOOK_UPS_SIDE_BY_SIDE + 1));
        assertThat(take("the next server", Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void nothingIsSentAgainOnceTheEngineHasEnded() {
        Payment payment = bench.lose(Behaviour.LOSES_REQUESTS);
        bench.wallet.behave(Behaviour.ACCEPTS);
        bench.clock.advance(GatewayBench.LATER);

        int concluded = bench.reconciler(new LongLookUp(bench.wallet, asked -> bench.engine.close()))
                .reconcile();

        assertThat(concluded).isZero();
        assertThat(bench.wallet.timesPaid(payment)).isZero();
    }

    @Test
    void aPaymentThatNobodyCanBeMakingAnyMoreIsTakenUp() {
        bench.leaveReserved(Behaviour.ACCEPTS);
        bench.clock.advance(GatewayBench.PATIENCE.plusSeconds(2));
        assertThat(bench.reconciler.reconcile()).isZero();
        bench.clock.advance(Duration.ofMillis(1));
        assertThat(bench.reconciler.reconcile()).isEqualTo(1);
    }

    @Test
    void aRoundWithoutAnythingToDoWritesNothing() {
        bench.pay("1", 30);
        int written = bench.storage.attempted().size();

        assertThat(bench.reconciler.reconcile()).isZero();

        assertThat(bench.storage.attempted()).hasSize(written);
    }

    /** So many payments that the wallet has made without a word; it speaks again. */
    private void lose(int payments) {
        bench.wallet.behave(Behaviour.PAYS_SILENTLY);
        for (int i = 0; i < payments; i++) {
            bench.pay("n" + i, 1);
        }
        bench.wallet.behave(Behaviour.ACCEPTS);
    }

    private boolean take(String holder, Duration length) {
        return bench.storage.write(stores -> stores.leases()
                .take(
                        Task.RECONCILIATION,
                        holder,
                        bench.clock.instant(),
                        bench.clock.instant().plus(length)));
    }
}
