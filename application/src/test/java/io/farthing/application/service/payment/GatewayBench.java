package io.farthing.application.service.payment;

import io.farthing.application.fake.CountingPaymentMeter;
import io.farthing.application.fake.FaultyUnitOfWork;
import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.InMemoryWalletGateway;
import io.farthing.application.fake.Samples;
import io.farthing.application.fake.TestClock;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.application.port.out.PendingPaymentStore.Count;
import io.farthing.application.service.LedgerService;
import io.farthing.domain.app.App;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.Usage;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PaymentRules;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.user.User;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Everything that an outside wallet takes to pay, in memory: a user without money here, and a shop. */
final class GatewayBench implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMillis(200);

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
        close();
        engine = engine(clock);
        payments = new GatewayPayments(engine, wallet);
        reconciler = new GatewayReconciler(storage, engine, wallet, clock);
    }

    /** Another engine on the same storage, which goes by that clock. */
    PaymentEngine engine(InstantSource itsClock) {
        PaymentRules rules = new PaymentRules(Satoshis.of(1), Settlement.GATEWAY);
        return new PaymentEngine(storage, rules, PlatformSettings.DEFAULT, itsClock, meter, Duration.ZERO);
    }

    PaymentOrder order(String number, long satoshis) {
        return Samples.order(shop.id(), user.openId(), number, satoshis);
    }

    PaymentOutcome pay(String number, long satoshis) {
        return EngineBench.outcome(payments.request(order(number, satoshis)));
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

    boolean booksAgree() {
        return new LedgerService(storage, clock).verify((read, about) -> {}).isBalanced();
    }

    static Usage usage(long spent, long reserved) {
        return new Usage(Satoshis.of(spent), Satoshis.of(reserved));
    }

    @Override
    public void close() {
        payments.close();
        engine.close();
    }
}
