package io.farthing.bench;

import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.application.port.out.PaymentMeter;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.service.payment.PaymentEngine;
import io.farthing.bench.server.Payees;
import io.farthing.bench.server.Population;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.ItemName;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OpReturn;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PaymentRules;
import io.farthing.domain.payment.Recipient;
import io.farthing.domain.payment.Recipients;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.user.UserOpenId;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Load on the payment engine within this process, without HTTP. Always the same number of orders is in flight. Used by
 * one thread.
 */
final class EngineLoad implements AutoCloseable {

    private static final int MAX_WAITING = 20_000;

    private final PaymentEngine engine;
    private final int inFlight;
    private final Payees payees;
    private long total;
    private final AtomicReference<@Nullable PaymentOutcome> unexpected = new AtomicReference<>();

    /**
     * Starts an engine.
     *
     * @param inFlight how many orders are asked for at the same time
     * @param maxBatch how many orders one commit takes at most
     * @param payees who is paid
     */
    EngineLoad(UnitOfWork unitOfWork, int inFlight, int maxBatch, Payees payees) {
        this.inFlight = inFlight;
        this.payees = payees;
        PaymentRules rules = new PaymentRules(Satoshis.of(1), Settlement.LEDGER);
        PlatformSettings settings =
                new PlatformSettings(rules.minimum(), false, false, false, Duration.ofDays(1), MAX_WAITING, maxBatch);
        engine = new PaymentEngine(unitOfWork, rules, settings, Clock.tickMillis(ZoneOffset.UTC), new Unmetered());
    }

    /** Pays for so long, spread over so many users; how many payments were committed. */
    Rate rate(long durationMs, int users) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + TimeUnit.MILLISECONDS.toNanos(durationMs);
        long paid = pay(users, () -> System.nanoTime() < end, Long.MAX_VALUE);
        return Rate.of(paid, System.nanoTime() - start);
    }

    /** Pays so many times, spread over all users. */
    void pay(long count) throws InterruptedException {
        pay(Population.USERS, () -> true, count);
    }

    /** How many payments were made in all. */
    long total() {
        return total;
    }

    private long pay(int users, BooleanSupplier isGoingOn, long most) throws InterruptedException {
        List<Payer> payers = IntStream.range(0, users).mapToObj(this::payer).toList();
        Semaphore places = new Semaphore(inFlight);
        long number = OrderNumbers.block();
        long paid = 0;
        for (; paid < most && isGoingOn.getAsBoolean(); paid++) {
            places.acquire();
            engine.request(order(payers.get((int) (paid % users)), number++)).thenAccept(outcome -> {
                if (!(outcome instanceof PaymentOutcome.Settled)) {
                    unexpected.set(outcome);
                }
                places.release();
            });
        }
        places.acquire(inFlight);
        if (unexpected.get() != null) {
            throw new IllegalStateException("expected a settled payment, but the outcome was " + unexpected.get());
        }
        total += paid;
        return paid;
    }

    private static PaymentOrder order(Payer payer, long number) {
        return new PaymentOrder(
                Population.APP,
                payer.openId(),
                new MerchantOrderNumber(Long.toString(number)),
                payer.recipients().total(),
                payer.recipients(),
                new ItemName("An article"),
                OpReturn.NONE);
    }

    private Payer payer(int user) {
        return new Payer(
                Population.openId(user),
                new Recipients(List.of(
                        new Recipient(payees.address(user, 1), Satoshis.of(2)),
                        new Recipient(payees.address(user, 2), Satoshis.of(1)))));
    }

    @Override
    public void close() {
        engine.close();
    }

    private record Payer(UserOpenId openId, Recipients recipients) {}

    private static final class Unmetered implements PaymentMeter {
        @Override
        public void answered(Outcome outcome, Duration latency) {}

        @Override
        public void committed(int orders, Duration took) {}
    }
}
