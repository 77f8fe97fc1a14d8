package io.farthing.application.service.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.CountingPaymentMeter;
import io.farthing.application.fake.FaultyUnitOfWork;
import io.farthing.application.fake.FaultyUnitOfWork.Fault;
import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.InMemoryWalletGateway;
import io.farthing.application.fake.InMemoryWalletGateway.Behaviour;
import io.farthing.application.fake.Samples;
import io.farthing.application.fake.TestClock;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.service.LedgerService;
import io.farthing.domain.app.App;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PaymentRules;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.PendingPayment.Count;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Everything that an outside wallet takes to pay, in memory: a user without money here, and a shop. */
final class GatewayBench implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMillis(200);

    /** By then it is time to ask the wallet about a payment whose outcome has just become unknown. */
    static final Duration LATER = Duration.ofSeconds(5);

    static final Duration STEP = Duration.ofSeconds(10);

    final TestClock clock = new TestClock();
    final FaultyUnitOfWork storage = new FaultyUnitOfWork(new InMemoryUnitOfWork());
    final CountingPaymentMeter meter = new CountingPaymentMeter();
    final InMemoryWalletGateway wallet = new InMemoryWalletGateway(PATIENCE);
    final User user = storage.write(stores -> Samples.addUser(stores, "ann", 0));
    final App shop = storage.write(stores -> Samples.addApp(stores, "shop"));
    final Authorization authorization = storage.write(
            stores -> Samples.addAuthorization(stores, user.openId(), shop.id(), Samples.limits(100, 1000)));
    PaymentEngine engine = engine(clock);
    GatewayPayments payments = new GatewayPayments(engine, wallet);
    GatewayReconciler reconciler = new GatewayReconciler(storage, engine, wallet, clock);

    /** The server ends, without having found out anything more, and starts again. */
    void restart() {
        stop();
        engine = engine(clock);
        payments = new GatewayPayments(engine, wallet);
        reconciler = new GatewayReconciler(storage, engine, wallet, clock);
    }

    /** Another engine on the same storage, which goes by that clock. */
    PaymentEngine engine(InstantSource itsClock) {
        PaymentRules rules = new PaymentRules(Satoshis.of(1), Settlement.GATEWAY);
        return new PaymentEngine(storage, rules, PlatformSettings.DEFAULT, itsClock, meter, Duration.ZERO);
    }

    /** Another reconciler, which asks this wallet. */
    GatewayReconciler reconciler(WalletGateway other) {
        return new GatewayReconciler(storage, engine, other, clock);
    }

    PaymentOrder order(String number, long satoshis) {
        return Samples.order(shop.id(), user.openId(), number, satoshis);
    }

    PaymentOutcome pay(String number, long satoshis) {
        return EngineBench.outcome(payments.request(order(number, satoshis)));
    }

    /** Pays 30 satoshis under the number 1 while the wallet behaves like this. */
    Payment lose(Behaviour behaviour) {
        wallet.behave(behaviour);
        pay("1", 30);
        return recorded("1").orElseThrow();
    }

    /** The same, but the server cannot write down what the wallet said: the payment stays reserved. */
    Payment leaveReserved(Behaviour behaviour) {
        storage.failNext(Fault.NONE, Fault.before(Category.UNAVAILABLE));
        Payment payment = lose(behaviour);
        assertThat(payment.status()).isEqualTo(PaymentStatus.RESERVED);
        return payment;
    }

    /** Begins to pay the same at a wallet that hangs, and returns when that has been asked. */
    CompletableFuture<PaymentOutcome> hang() {
        wallet.behave(Behaviour.HANGS);
        CompletableFuture<PaymentOutcome> hanging = payments.request(order("1", 30));
        while (wallet.timesAsked() == 0) {
            Thread.onSpinWait();
        }
        return hanging;
    }

    /** Pays the same on that road. */
    Payment send(SlowRoad road) {
        try (GatewayPayments others = new GatewayPayments(engine, road)) {
            EngineBench.outcome(others.request(order("1", 30)));
        }
        return recorded("1").orElseThrow();
    }

    /** How many payments are concluded when the wallet is asked some seconds later. */
    int reconcileLater() {
        clock.advance(LATER);
        return reconciler.reconcile();
    }

    /** The wallet works again and says some seconds later what became of a payment, which is concluded. */
    void concludeLater() {
        wallet.behave(Behaviour.ACCEPTS);
        assertThat(reconcileLater()).isEqualTo(1);
    }

    /** How much time passes until a payment is concluded. */
    Duration untilConcluded() {
        Instant start = clock.instant();
        while (reconciler.reconcile() == 0) {
            clock.advance(STEP);
        }
        return Duration.between(start, clock.instant());
    }

    /** What has become of the payment with the number 1. */
    PaymentStatus status() {
        return recorded("1").orElseThrow().status();
    }

    Optional<Payment> recorded(String number) {
        return storage.read(stores -> stores.payments().find(order(number, 1).key()));
    }

    Usage usage() {
        return storage.write(stores -> stores.authorizations().lock(authorization.id()))
                .orElseThrow()
                .usage();
    }

    Count pending() {
        return storage.read(stores -> stores.pendingPayments().count());
    }

    static Usage usage(long spent, long reserved) {
        return new Usage(Satoshis.of(spent), Satoshis.of(reserved));
    }

    /** The server ends; fails the test when the books do not agree. */
    @Override
    public void close() {
        assertThat(new LedgerService(storage).verify((read, about) -> {}).isBalanced())
                .as("the books agree")
                .isTrue();
        stop();
    }

    private void stop() {
        payments.close();
        engine.close();
    }
}
