package io.farthing.application.service.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.fake.LongLookUp;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.ResolvePayments.Result;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.service.ResolutionService;
import io.farthing.domain.authorization.Standing;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentRules;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Resolution.Outcome;
import io.farthing.domain.payment.Settlement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the wallet may never have got is sent again while it is wanted, and has not failed while it may still arrive. */
@Timeout(60)
class GatewayReconcilerRepeatTest {

    private final GatewayBench bench = new GatewayBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aPaymentThatTheWalletDoesNotKnowIsSentAgain() {
        Payment payment = bench.lose(Behaviour.LOSES_REQUESTS);

        bench.concludeLater();

        assertThat(bench.status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(bench.wallet.timesPaid(payment)).isEqualTo(1);
    }

    @Test
    void aPaymentThatIsRefusedWhenItIsSentAgainMayStillArrive() {
        bench.lose(Behaviour.LOSES_REQUESTS);
        bench.wallet.behave(Behaviour.REFUSES);

        assertThat(bench.reconcileLater()).isZero();

        assertThat(bench.status()).isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(0, 30));
        assertThat(bench.untilConcluded())
                .isBetween(
                        GatewayReconciler.SENT_AGAIN_FOR,
                        GatewayReconciler.MAY_ARRIVE_FOR.plus(PendingPayment.LONGEST_PAUSE.multipliedBy(2)));
        assertThat(bench.status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(0, 0));
    }

    @Test
    void aRequestThatArrivesAfterARepeatWasRefusedIsSettled() {
        SlowRoad road = new SlowRoad(bench.wallet);
        Payment payment = bench.send(road);
        bench.wallet.behave(Behaviour.REFUSES);
        assertThat(bench.reconcileLater()).isZero();

        bench.wallet.behave(Behaviour.ACCEPTS);
        road.arrive();

        assertThat(bench.reconcileLater()).isEqualTo(1);
        assertThat(bench.status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(bench.wallet.timesPaid(payment)).isEqualTo(1);
    }

    @Test
    void aPaymentIsNotSentAgainWhileItsAppIsSuspended() {
        Payment payment = bench.lose(Behaviour.LOSES_REQUESTS);
        suspend(true);
        bench.wallet.behave(Behaviour.ACCEPTS);
        assertThat(bench.reconcileLater()).isZero();
        assertThat(bench.wallet.timesPaid(payment)).isZero();

        suspend(false);
        assertThat(bench.reconcileLater()).isEqualTo(1);
        assertThat(bench.wallet.timesPaid(payment)).isEqualTo(1);
    }

    @Test
    void aPaymentIsNotSentAgainWhenTheConsentWasWithdrawn() {
        Payment payment = bench.lose(Behaviour.LOSES_REQUESTS);
        revoke();
        bench.wallet.behave(Behaviour.ACCEPTS);

        assertThat(bench.reconcileLater()).isZero();

        assertThat(bench.status()).as("the request may still be on its way").isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(0, 30));
        assertThat(bench.untilConcluded())
                .as("what has to be waited for before it has failed")
                .isGreaterThanOrEqualTo(GatewayReconciler.SENT_AGAIN_FOR);
        assertThat(bench.status()).isEqualTo(PaymentStatus.FAILED);
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(0, 0));
        assertThat(bench.wallet.timesPaid(payment)).isZero();
    }

    @Test
    void aPaymentIsNotSentAgainUnderAConsentThatWasGivenLater() {
        Payment payment = bench.lose(Behaviour.LOSES_REQUESTS);
        revoke();
        bench.storage.write(stores ->
                Samples.addAuthorization(stores, bench.user.openId(), bench.shop.id(), Samples.limits(100, 1000)));
        bench.wallet.behave(Behaviour.ACCEPTS);

        assertThat(bench.reconcileLater()).isZero();

        assertThat(bench.wallet.timesPaid(payment)).isZero();
    }

    @Test
    void aRequestThatArrivesAfterTheConsentWasWithdrawnIsSettled() {
        SlowRoad road = new SlowRoad(bench.wallet);
        Payment payment = bench.send(road);
        revoke();
        GatewayReconciler reconciler = bench.reconciler(road);
        bench.clock.advance(GatewayBench.LATER);
        assertThat(reconciler.reconcile()).isZero();

        road.arrive();
        bench.clock.advance(GatewayBench.LATER);

        assertThat(reconciler.reconcile()).isEqualTo(1);
        assertThat(bench.status()).isEqualTo(PaymentStatus.SETTLED);
        assertThat(bench.wallet.timesPaid(payment)).isEqualTo(1);
        assertThat(bench.usage()).isEqualTo(GatewayBench.usage(30, 0));
    }

    @Test
    void aPaymentIsNotSentAgainWhenAnOperatorHasConcludedItMeanwhile() {
        Payment payment = bench.lose(Behaviour.LOSES_REQUESTS);
        bench.wallet.behave(Behaviour.ACCEPTS);
        ResolutionService operator =
                new ResolutionService(bench.storage, new PaymentRules(Satoshis.of(1), Settlement.GATEWAY), bench.clock);
        WalletGateway wallet = new LongLookUp(
                bench.wallet,
                asked -> assertThat(operator.resolve(asked.id(), Outcome.FAILED, Receipt.NONE, "they have not got it"))
                        .isEqualTo(Result.RESOLVED));
        bench.clock.advance(GatewayBench.LATER);

        bench.reconciler(wallet).reconcile();

        assertThat(bench.wallet.timesPaid(payment)).isZero();
        assertThat(bench.status()).isEqualTo(PaymentStatus.FAILED);
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
}
