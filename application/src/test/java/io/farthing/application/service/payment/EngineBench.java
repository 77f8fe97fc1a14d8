package io.farthing.application.service.payment;

import io.farthing.application.fake.CountingPaymentMeter;
import io.farthing.application.fake.FaultyUnitOfWork;
import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.application.port.out.PaymentMeter;
import io.farthing.domain.app.App;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.DeclineReason;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PaymentRules;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.user.User;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** An engine on a storage that fails on demand, with one shop and one user who has authorized it. */
final class EngineBench implements AutoCloseable {

    static final long BALANCE = 1_000_000;

    private static final PaymentRules RULES = new PaymentRules(Satoshis.of(1), Settlement.LEDGER);

    final FaultyUnitOfWork storage = new FaultyUnitOfWork(new InMemoryUnitOfWork());
    final CountingPaymentMeter meter = new CountingPaymentMeter();
    final User user;
    final App shop;
    final PaymentEngine engine;

    private final Authorization authorization;

    EngineBench() {
        this(1000, 100);
    }

    EngineBench(int maxWaitingOrders, int maxBatchOrders) {
        this(BALANCE, BALANCE, maxWaitingOrders, maxBatchOrders);
    }

    EngineBench(long balance, long cumulativeLimit, int maxWaitingOrders, int maxBatchOrders) {
        user = storage.write(stores -> Samples.addUser(stores, "alice", balance));
        shop = storage.write(stores -> Samples.addApp(stores, "shop"));
        authorization = storage.write(stores -> Samples.addAuthorization(
                stores, user.openId(), shop.id(), Samples.limits(cumulativeLimit, cumulativeLimit)));
        engine = start(maxWaitingOrders, maxBatchOrders, meter);
    }

    /** Another engine on the same storage, which does not pause between inquiries. */
    PaymentEngine start(int maxWaitingOrders, int maxBatchOrders, PaymentMeter itsMeter) {
        PlatformSettings settings = new PlatformSettings(
                RULES.minimum(), false, false, true, Duration.ofHours(1), maxWaitingOrders, maxBatchOrders);
        return new PaymentEngine(storage, RULES, settings, () -> Samples.NOW, itsMeter, Duration.ZERO);
    }

    PaymentOrder order(String number, long satoshis) {
        return Samples.order(shop.id(), user.openId(), number, satoshis);
    }

    CompletableFuture<PaymentOutcome> request(String number, long satoshis) {
        return engine.request(order(number, satoshis));
    }

    /** Requests {@code count} orders of one satoshi, numbered from 0. */
    List<CompletableFuture<PaymentOutcome>> requestMany(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> request(Integer.toString(i), 1))
                .toList();
    }

    /** Requests {@code count} orders with so many recipients, one satoshi for each. */
    List<CompletableFuture<PaymentOutcome>> requestManyOver(int recipients, int count) {
        Recipient[] all = Collections.nCopies(recipients, new Recipient(Samples.address("outside"), Satoshis.of(1)))
                .toArray(new Recipient[0]);
        return IntStream.range(0, count)
                .mapToObj(i -> engine.request(Samples.order(shop.id(), user.openId(), Integer.toString(i), all)))
                .toList();
    }

    OrderKey key(String number) {
        return new OrderKey(shop.id(), new MerchantOrderNumber(number));
    }

    Optional<Payment> recorded(String number) {
        return storage.read(stores -> stores.payments().find(key(number)));
    }

    long recordedPayments() {
        return storage.read(stores -> stores.journal().paymentCount());
    }

    long balance() {
        return storage.read(stores -> stores.wallets().find(user.openId()).orElseThrow())
                .balance()
                .value();
    }

    long spent() {
        return storage.write(stores -> stores.authorizations().lock(authorization.id()))
                .orElseThrow()
                .usage()
                .spent()
                .value();
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Waits for an answer. */
    static PaymentOutcome outcome(CompletableFuture<PaymentOutcome> answer) {
        try {
            return answer.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("an order was not answered", e);
        }
    }

    static List<PaymentOutcome> outcomes(List<CompletableFuture<PaymentOutcome>> answers) {
        return answers.stream().map(EngineBench::outcome).toList();
    }

    /** The payment of an order that was settled; fails the test when it was not. */
    static Payment settled(PaymentOutcome outcome) {
        if (outcome instanceof PaymentOutcome.Settled settled) {
            return settled.payment();
        }
        throw new AssertionError("not settled: " + outcome);
    }

    /** Why an order was declined; fails the test when it was not. */
    static DeclineReason declined(PaymentOutcome outcome) {
        if (outcome instanceof PaymentOutcome.Declined declined) {
            return declined.first().reason();
        }
        throw new AssertionError("not declined: " + outcome);
    }

    static long settledCount(List<PaymentOutcome> outcomes) {
        return outcomes.stream()
                .filter(PaymentOutcome.Settled.class::isInstance)
                .count();
    }
}
