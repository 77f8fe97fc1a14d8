package io.farthing.application.service.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.FaultyUnitOfWork.Fault;
import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.out.LeaseStore.Task;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.domain.payment.DeclineReason;
import io.farthing.domain.payment.Finding;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.PendingPayment.Count;
import io.farthing.domain.payment.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** For how long a payment is sent again, and that it fails long after that only, whatever the clocks say. */
@Timeout(60)
class GatewayReconcilerClockTest {

    private static final Duration AHEAD = Duration.ofHours(3);

    private static final Duration FAR_AHEAD = Duration.ofDays(365);

    private final GatewayBench bench = new GatewayBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aPaymentIsNotSentAgainWhenNobodyCountsOnItAnyMore() {
        Payment payment = bench.lose(Behaviour.LOSES_REQUESTS);
        bench.wallet.behave(Behaviour.ACCEPTS);
        bench.clock.advance(GatewayReconciler.SENT_AGAIN_FOR);

        assertThat(bench.reconciler.reconcile()).isZero();

        assertThat(bench.status())
                .as("a server that was down has not asked often")
                .isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(bench.untilConcluded()).isGreaterThanOrEqualTo(GatewayReconciler.SENT_AGAIN_FOR);
        assertThat(bench.status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(bench.wallet.timesPaid(payment)).isZero();
    }

    @Test
    void aPaymentThatWasSentAfterALongOutageHasNotFailedSoonAfter() {
        reserve();
        SlowRoad road = new SlowRoad(bench.wallet);
        GatewayReconciler reconciler = bench.reconciler(road);
        bench.clock.advance(GatewayReconciler.SENT_AGAIN_FOR.minusSeconds(5));
        reconciler.reconcile();
        assertThat(road.onTheWay()).isEqualTo(1);

        bench.clock.advance(GatewayBench.LATER);
        assertThat(reconciler.reconcile()).isZero();

        assertThat(bench.status()).isEqualTo(PaymentStatus.UNKNOWN);
        road.arrive();
        bench.clock.advance(GatewayBench.LATER);
        assertThat(reconciler.reconcile()).isEqualTo(1);
        assertThat(bench.status()).isEqualTo(PaymentStatus.SETTLED);
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
            assertThat(bench.status()).isEqualTo(PaymentStatus.UNKNOWN);
            assertThat(bench.usage()).isEqualTo(GatewayBench.usage(0, 30));

            road.arrive();
            bench.clock.advance(GatewayBench.LATER);
            assertThat(other.reconcile()).isEqualTo(1);
        }
        assertThat(bench.status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(bench.wallet.timesPaid(payment)).isEqualTo(1);
    }

    @Test
    void aRefusalIsNotBelievedOnceAServerWhoseClockIsAheadHasSentThePaymentAgain() {
        FirstRequest first = new FirstRequest(bench.wallet);
        GatewayPayments maker = new GatewayPayments(bench.engine, first);
        CompletableFuture<PaymentOutcome> asked = maker.request(bench.order("1", 30));
        first.sent().join();
        SlowRoad road = new SlowRoad(bench.wallet);
        InstantSource ahead = () -> bench.clock.instant().plus(AHEAD.dividedBy(6));
        try (PaymentEngine engine = bench.engine(ahead)) {
            GatewayReconciler other = new GatewayReconciler(bench.storage, engine, road, ahead);
            assertThat(other.reconcile()).isZero();
            assertThat(road.onTheWay()).isEqualTo(1);

            first.answer(new WalletGateway.Refused(DeclineReason.OVER_BALANCE, "no money"));

            assertThat(EngineBench.outcome(asked)).isInstanceOf(PaymentOutcome.Undetermined.class);
            assertThat(bench.status()).isEqualTo(PaymentStatus.UNKNOWN);
            road.arrive();
            bench.clock.advance(GatewayBench.LATER);
            assertThat(other.reconcile()).isEqualTo(1);
        }
        maker.close();
        assertThat(bench.status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(30, 0));
    }

    @Test
    void whatAClockHasPutOffThatWasFarAheadIsFoundOutAllTheSame() {
        bench.clock.advance(FAR_AHEAD);
        bench.lose(Behaviour.PAYS_SILENTLY);
        bench.storage.failNext(Fault.NONE, Fault.before(Category.UNAVAILABLE));
        bench.pay("2", 30);
        bench.storage.write(stores -> stores.leases()
                .take(Task.RECONCILIATION, "a server that was killed", bench.clock.instant(), bench.clock.instant()));
        bench.clock.advance(FAR_AHEAD.negated());
        bench.restart();
        bench.wallet.behave(Behaviour.ACCEPTS);

        assertThat(bench.reconciler.reconcile()).isEqualTo(2);

        assertThat(bench.pending()).isEqualTo(new Count(0, 0));
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(60, 0));
    }

    @Test
    void aPaymentThatAClockFarAheadHasDatedIsNotSentAgain() {
        bench.clock.advance(FAR_AHEAD);
        Payment payment = bench.lose(Behaviour.LOSES_REQUESTS);
        bench.clock.advance(FAR_AHEAD.negated());
        bench.wallet.behave(Behaviour.ACCEPTS);

        assertThat(bench.reconciler.reconcile()).isZero();

        assertThat(bench.wallet.timesPaid(payment)).isZero();
        assertThat(bench.status()).isEqualTo(PaymentStatus.UNKNOWN);
    }

    @Test
    void twoServersOneOfThemFarAheadLetNoPaymentFailSoon() {
        SlowRoad road = new SlowRoad(bench.wallet);
        bench.send(road);
        GatewayReconciler reconciler = bench.reconciler(road);
        InstantSource ahead = () -> bench.clock.instant().plus(FAR_AHEAD);
        try (PaymentEngine engine = bench.engine(ahead)) {
            GatewayReconciler other = new GatewayReconciler(bench.storage, engine, road, ahead);
            for (int rounds = 0; rounds < 100; rounds++) {
                bench.clock.advance(Duration.ofSeconds(1));
                assertThat(other.reconcile() + reconciler.reconcile()).isZero();
            }
            assertThat(bench.status()).isEqualTo(PaymentStatus.UNKNOWN);
            road.arrive();
            assertThat(other.reconcile() + reconciler.reconcile()).isEqualTo(1);
        }
        assertThat(bench.status()).isEqualTo(PaymentStatus.SETTLED);
    }

    @Test
    void whatWasReservedIsUnknownBeforeItIsSentAgain() {
        reserve();
        FirstRequest again = new FirstRequest(bench.wallet);
        GatewayReconciler reconciler = bench.reconciler(again);
        bench.clock.advance(FirstRequest.PATIENCE.plus(GatewayBench.LATER));
        CompletableFuture<PaymentStatus> whenSent = again.sent().thenApply(payment -> {
            PaymentStatus status = bench.status();
            again.answer(new WalletGateway.Unknown("no answer"));
            return status;
        });

        assertThat(reconciler.reconcile()).isZero();

        assertThat(whenSent.join()).isEqualTo(PaymentStatus.UNKNOWN);
    }

    @Test
    void aPaymentFailsLongAfterItWasSentForTheLastTimeWhateverTheClocksSay() {
        SlowRoad road = new SlowRoad(bench.wallet);
        bench.send(road);
        GatewayReconciler reconciler = bench.reconciler(road);
        Instant lastSent = bench.clock.instant();
        for (Duration passed = GatewayBench.STEP;
                passed.compareTo(GatewayReconciler.SENT_AGAIN_FOR) < 0;
                passed = passed.plus(GatewayBench.STEP)) {
            bench.clock.advance(GatewayBench.STEP);
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
                bench.clock.advance(GatewayBench.STEP);
            }
        }

        assertThat(bench.status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(road.onTheWay()).isEqualTo(sent);
        assertThat(Duration.between(lastSent, bench.clock.instant()))
                .isGreaterThanOrEqualTo(GatewayReconciler.SENT_AGAIN_FOR);
    }

    @Test
    void sendingEndsWithTheCountToo() {
        Payment payment = bench.lose(Behaviour.LOSES_REQUESTS);
        bench.wallet.behave(Behaviour.ACCEPTS);
        // Others whose clocks are wrong have asked, again and again.
        for (int tries = 1; tries < 15; tries++) {
            bench.engine
                    .conclude(new Verdict(payment.id(), new Finding.Unknown("no answer")), bench.user.openId())
                    .join();
        }
        bench.clock.advance(PendingPayment.LONGEST_PAUSE);

        assertThat(bench.reconciler.reconcile()).isZero();

        assertThat(bench.wallet.timesPaid(payment)).isZero();
        assertThat(bench.status()).isEqualTo(PaymentStatus.UNKNOWN);
    }

    // The wallet got nothing, and our server ended before it could write down that it does not know that.
    private Payment reserve() {
        Payment payment = bench.leaveReserved(Behaviour.LOSES_REQUESTS);
        bench.wallet.behave(Behaviour.ACCEPTS);
        return payment;
    }
}
