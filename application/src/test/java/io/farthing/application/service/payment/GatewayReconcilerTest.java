package io.farthing.application.service.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.FaultyUnitOfWork.Fault;
import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.LeaseStore.Task;
import io.farthing.application.port.out.PendingPaymentStore.Count;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.payment.Finding;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the wallet did not tell is found out, and never guessed. */
@Timeout(60)
class GatewayReconcilerTest {

    private static final Duration LATER = Duration.ofSeconds(5);
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration AHEAD = Duration.ofHours(3);

    private final GatewayBench bench = new GatewayBench();

    @AfterEach
    void close() {
        assertThat(bench.booksAgree()).isTrue();
        bench.close();
    }

    @Test
    void aPaymentThatHadGoneThroughIsSettled() {
        lose(Behaviour.PAYS_SILENTLY);

        reconcileLater();

        assertThat(status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(bench.recorded("1").orElseThrow().receipt().reference()).isEqualTo("R-1");
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(30, 0));
        assertThat(bench.pending()).isEqualTo(new Count(0, 0));
    }

    @Test
    void aPaymentThatTheWalletDoesNotKnowIsSentAgain() {
        Payment payment = lose(Behaviour.LOSES_REQUESTS);

        reconcileLater();

        assertThat(status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(bench.wallet.timesPaid(payment)).isEqualTo(1);
    }

    @Test
    void aPaymentThatIsRefusedWhenItIsSentAgainMayStillArrive() {
        lose(Behaviour.LOSES_REQUESTS);
        bench.wallet.behave(Behaviour.REFUSES);
        bench.clock.advance(LATER);

        assertThat(bench.reconciler.reconcile()).isZero();

        assertThat(status()).isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(0, 30));
        assertThat(untilConcluded()).isGreaterThanOrEqualTo(GatewayReconciler.SENT_AGAIN_FOR);
        assertThat(status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(0, 0));
    }

    @Test
    void aRequestThatArrivesAfterARepeatWasRefusedIsSettled() {
        SlowRoad road = new SlowRoad(bench.wallet);
        Payment payment = send(road);
        bench.wallet.behave(Behaviour.REFUSES);
        bench.clock.advance(LATER);
        assertThat(bench.reconciler.reconcile()).isZero();

        bench.wallet.behave(Behaviour.ACCEPTS);
        road.arrive();
        bench.clock.advance(LATER);

        assertThat(bench.reconciler.reconcile()).isEqualTo(1);
        assertThat(status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(bench.wallet.timesPaid(payment)).isEqualTo(1);
    }

    @Test
    void aPaymentIsNotSentAgainWhileItsAppIsSuspended() {
        Payment payment = lose(Behaviour.LOSES_REQUESTS);
        suspend(true);
        bench.wallet.behave(Behaviour.ACCEPTS);
        bench.clock.advance(LATER);
        assertThat(bench.reconciler.reconcile()).isZero();
        assertThat(bench.wallet.timesPaid(payment)).isZero();

        suspend(false);
        bench.clock.advance(LATER);
        assertThat(bench.reconciler.reconcile()).isEqualTo(1);
        assertThat(bench.wallet.timesPaid(payment)).isEqualTo(1);
    }

    @Test
    void aPaymentIsNotSentAgainWhenTheConsentWasWithdrawn() {
        Payment payment = lose(Behaviour.LOSES_REQUESTS);
        revoke();
        bench.wallet.behave(Behaviour.ACCEPTS);

        bench.clock.advance(LATER);
        assertThat(bench.reconciler.reconcile()).isZero();

        assertThat(status()).as("the request may still be on its way").isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(0, 30));
        assertThat(untilConcluded())
                .as("what has to be waited for before it has failed")
                .isGreaterThanOrEqualTo(GatewayReconciler.SENT_AGAIN_FOR);
        assertThat(status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(0, 0));
        assertThat(bench.wallet.timesPaid(payment)).isZero();
    }

    @Test
    void aRequestThatArrivesAfterTheConsentWasWithdrawnIsSettled() {
        SlowRoad road = new SlowRoad(bench.wallet);
        Payment payment = send(road);
        revoke();
        GatewayReconciler reconciler = reconciler(road);
        bench.clock.advance(LATER);
        assertThat(reconciler.reconcile()).isZero();

        road.arrive();
        bench.clock.advance(LATER);

        assertThat(reconciler.reconcile()).isEqualTo(1);
        assertThat(status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(bench.wallet.timesPaid(payment)).isEqualTo(1);
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(30, 0));
    }

    @Test
    void aPaymentIsNotSentAgainWhenNobodyCountsOnItAnyMore() {
        Payment payment = lose(Behaviour.LOSES_REQUESTS);
        bench.wallet.behave(Behaviour.ACCEPTS);
        bench.clock.advance(GatewayReconciler.SENT_AGAIN_FOR);

        assertThat(bench.reconciler.reconcile()).isZero();

        assertThat(status()).as("a server that was down has not asked often").isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(untilConcluded()).isGreaterThanOrEqualTo(GatewayReconciler.SENT_AGAIN_FOR);
        assertThat(status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(bench.wallet.timesPaid(payment)).isZero();
    }

    @Test
    void aPaymentThatWasSentAfterALongOutageHasNotFailedSoonAfter() {
        reserve();
        SlowRoad road = new SlowRoad(bench.wallet);
        GatewayReconciler reconciler = reconciler(road);
        bench.clock.advance(GatewayReconciler.SENT_AGAIN_FOR.minusSeconds(5));
        reconciler.reconcile();
        assertThat(road.onTheWay()).isEqualTo(1);

        bench.clock.advance(LATER);
        assertThat(reconciler.reconcile()).isZero();

        assertThat(status()).isEqualTo(PaymentStatus.UNKNOWN);
        road.arrive();
        bench.clock.advance(LATER);
        assertThat(reconciler.reconcile()).isEqualTo(1);
        assertThat(status()).isEqualTo(PaymentStatus.SETTLED);
    }

    @Test
    void aClockThatIsAheadLetsNoPaymentFailThatAnotherServerIsMaking() {
        Payment payment = reserve();
        SlowRoad road = new SlowRoad(bench.wallet);
        var unused = road.pay(payment);
        InstantSource ahead = () -> bench.clock.instant().plus(AHEAD);
        try (PaymentEngine engine = bench.engine(ahead)) {
            GatewayReconciler other = new GatewayReconciler(bench.storage, engine, road, ahead);
            for (int rounds = 0; rounds < 100; rounds++) {
                assertThat(other.reconcile()).isZero();
            }
            assertThat(status()).isEqualTo(PaymentStatus.UNKNOWN);
            assertThat(bench.usage()).isEqualTo(GatewayBench.usage(0, 30));

            road.arrive();
            bench.clock.advance(LATER);
            assertThat(other.reconcile()).isEqualTo(1);
        }
        assertThat(status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(bench.wallet.timesPaid(payment)).isEqualTo(1);
    }

    @Test
    void aPaymentFailsLongAfterItWasSentForTheLastTimeWhateverTheClocksSay() {
        SlowRoad road = new SlowRoad(bench.wallet);
        send(road);
        GatewayReconciler reconciler = reconciler(road);
        Instant lastSent = bench.clock.instant();
        for (Duration passed = STEP;
                passed.compareTo(GatewayReconciler.SENT_AGAIN_FOR) < 0;
                passed = passed.plus(STEP)) {
            bench.clock.advance(STEP);
            int before = road.onTheWay();
            reconciler.reconcile();
            lastSent = road.onTheWay() > before ? bench.clock.instant() : lastSent;
        }
        assertThat(lastSent)
                .as("it is sent again for most of an hour")
                .isAfter(Samples.NOW.plus(GatewayReconciler.SENT_AGAIN_FOR).minus(PendingPayment.LONGEST_PAUSE));
        int sent = road.onTheWay();

        InstantSource ahead = () -> bench.clock.instant().plus(AHEAD);
        try (PaymentEngine engine = bench.engine(ahead)) {
            GatewayReconciler other = new GatewayReconciler(bench.storage, engine, road, ahead);
            while (other.reconcile() + reconciler.reconcile() == 0) {
                bench.clock.advance(STEP);
            }
        }

        assertThat(status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(road.onTheWay()).isEqualTo(sent);
        assertThat(Duration.between(lastSent, bench.clock.instant()))
                .isGreaterThanOrEqualTo(GatewayReconciler.SENT_AGAIN_FOR);
    }

    @Test
    void sendingEndsWithTheCountToo() {
        Payment payment = lose(Behaviour.LOSES_REQUESTS);
        bench.wallet.behave(Behaviour.ACCEPTS);
        // Others whose clocks are wrong have asked, again and again.
        for (int tries = 1; tries < 15; tries++) {
            bench.engine
                    .conclude(new Verdict(payment.id(), new Finding.Unknown("no answer")))
                    .join();
        }
        bench.clock.advance(PendingPayment.LONGEST_PAUSE);

        assertThat(bench.reconciler.reconcile()).isZero();

        assertThat(bench.wallet.timesPaid(payment)).isZero();
        assertThat(status()).isEqualTo(PaymentStatus.UNKNOWN);
    }

    @Test
    void aLongOutageEndsWithTheTruthHoweverOldItIs() {
        Payment payment = lose(Behaviour.PAYS_SILENTLY);
        for (int i = 0; i < 20; i++) {
            bench.clock.advance(PendingPayment.LONGEST_PAUSE);
            assertThat(bench.reconciler.reconcile()).isZero();
            assertThat(status()).isEqualTo(PaymentStatus.UNKNOWN);
        }

        bench.clock.advance(PendingPayment.LONGEST_PAUSE.minus(LATER));
        reconcileLater();

        assertThat(status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(bench.wallet.timesPaid(payment)).isEqualTo(1);
    }

    @Test
    void aWalletThatStaysSilentIsAskedLessAndLessOften() {
        lose(Behaviour.PAYS_SILENTLY);
        bench.clock.advance(Duration.ofSeconds(1));
        bench.reconciler.reconcile();

        PendingPayment pending = bench.storage
                .read(stores -> stores.pendingPayments().list(true, Optional.empty(), 1))
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
    void whatWasBeingMadeWhenTheServerEndedIsTakenUpAfterTheRestart() {
        bench.storage.failNext(Fault.NONE, Fault.before(Category.UNAVAILABLE));
        bench.pay("1", 30);
        assertThat(status()).isEqualTo(PaymentStatus.RESERVED);
        bench.restart();
        assertThat(bench.reconciler.reconcile())
                .as("somebody might still be making it")
                .isZero();

        reconcileLater();

        assertThat(status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(bench.wallet.timesAsked()).isEqualTo(1);
    }

    @Test
    void anotherServerThatHasTheTaskIsNotDisturbed() {
        lose(Behaviour.PAYS_SILENTLY);
        bench.wallet.behave(Behaviour.ACCEPTS);
        bench.clock.advance(LATER);
        take("another server", Duration.ofSeconds(10));

        assertThat(bench.reconciler.reconcile()).isZero();

        bench.clock.advance(Duration.ofSeconds(10));
        assertThat(bench.reconciler.reconcile()).isEqualTo(1);
        assertThat(take("another server", Duration.ofSeconds(1)))
                .as("the task was given back")
                .isTrue();
    }

    @Test
    void manyAreFoundOutInOneRoundButNotMoreThanABoundedNumber() {
        bench.wallet.behave(Behaviour.PAYS_SILENTLY);
        for (int i = 0; i < 170; i++) {
            bench.pay("n" + i, 1);
        }
        bench.wallet.behave(Behaviour.ACCEPTS);
        bench.clock.advance(LATER);

        assertThat(bench.reconciler.reconcile()).isEqualTo(160);
        assertThat(bench.reconciler.reconcile()).isEqualTo(10);
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(170, 0));
    }

    @Test
    void aPaymentThatNobodyCanBeMakingAnyMoreIsTakenUp() {
        bench.storage.failNext(Fault.NONE, Fault.before(Category.UNAVAILABLE));
        bench.pay("1", 30);
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

    private Payment lose(Behaviour behaviour) {
        bench.wallet.behave(behaviour);
        bench.pay("1", 30);
        return bench.recorded("1").orElseThrow();
    }

    // The wallet got nothing, and our server ended before it could write down that it does not know that.
    private Payment reserve() {
        bench.wallet.behave(Behaviour.LOSES_REQUESTS);
        bench.storage.failNext(Fault.NONE, Fault.before(Category.UNAVAILABLE));
        bench.pay("1", 30);
        assertThat(status()).isEqualTo(PaymentStatus.RESERVED);
        bench.wallet.behave(Behaviour.ACCEPTS);
        return bench.recorded("1").orElseThrow();
    }

    private Payment send(SlowRoad road) {
        try (GatewayPayments payments = new GatewayPayments(bench.engine, road)) {
            EngineBench.outcome(payments.request(bench.order("1", 30)));
        }
        return bench.recorded("1").orElseThrow();
    }

    private GatewayReconciler reconciler(WalletGateway wallet) {
        return new GatewayReconciler(bench.storage, bench.engine, wallet, bench.clock);
    }

    private void revoke() {
        bench.storage.write(stores -> {
            stores.authorizations()
                    .update(
                            stores.authorizations()
                                    .lock(bench.authorization.id())
                                    .orElseThrow()
                                    .end(Standing.REVOKED),
                            Samples.NOW);
            return true;
        });
    }

    private void suspend(boolean suspended) {
        bench.storage.write(stores -> {
            stores.apps()
                    .update(stores.apps().lock(bench.shop.id()).orElseThrow().withSuspended(suspended));
            return true;
        });
    }

    // How much time passes until a payment is concluded.
    private Duration untilConcluded() {
        Instant start = bench.clock.instant();
        while (bench.reconciler.reconcile() == 0) {
            bench.clock.advance(STEP);
        }
        return Duration.between(start, bench.clock.instant());
    }

    private void reconcileLater() {
        bench.wallet.behave(Behaviour.ACCEPTS);
        bench.clock.advance(LATER);
        assertThat(bench.reconciler.reconcile()).isEqualTo(1);
    }

    private boolean take(String holder, Duration length) {
        return bench.storage.write(stores -> stores.leases()
                .take(
                        Task.RECONCILIATION,
                        holder,
                        bench.clock.instant(),
                        bench.clock.instant().plus(length)));
    }

    private PaymentStatus status() {
        return bench.recorded("1").orElseThrow().status();
    }
}
