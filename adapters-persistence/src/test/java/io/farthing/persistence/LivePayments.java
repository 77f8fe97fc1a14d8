package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.CountingPaymentMeter;
import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.service.LedgerService;
import io.farthing.application.service.payment.PaymentEngine;
import io.farthing.domain.app.AppId;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.MerchantOrderNumber;
import io.farthing.domain.payment.OrderKey;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentRules;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.engine.Engine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;

/**
 * The payment engine on a real database, with a shop and users who have authorized it; remembers who asked for what, so
 * that what was answered can be compared with what was recorded. Thread-safe.
 */
public final class LivePayments implements AutoCloseable {

    public static final int USERS = 10;
    public static final long BALANCE = 1_000_000;

    private static final AppId SHOP = new AppId("shop");
    private static final int LONGEST_SECONDS = 120;

    private final Database database;
    private final PaymentEngine engine;
    private final Map<String, CompletableFuture<PaymentOutcome>> answers = new ConcurrentHashMap<>();

    public LivePayments(DatabaseSettings settings) {
        this(settings, 10_000);
    }

    public LivePayments(DatabaseSettings settings, int maxWaitingOrders) {
        this(settings, Engine.of(settings), maxWaitingOrders);
    }

    public LivePayments(DatabaseSettings settings, Engine storage, int maxWaitingOrders) {
        database = Database.open(settings, storage);
        fillPools(database, settings.poolSize());
        database.unitOfWork().write(stores -> {
            if (stores.apps().find(SHOP).isEmpty()) {
                Samples.addApp(stores, SHOP.value());
                for (int user = 0; user < USERS; user++) {
                    Samples.addUser(stores, "user " + user, BALANCE);
                    Samples.addAuthorization(stores, user(user), SHOP, Samples.limits(BALANCE, BALANCE));
                }
            }
            return true;
        });
        PaymentRules rules = new PaymentRules(Satoshis.of(1), Settlement.LEDGER);
        PlatformSettings platform =
                new PlatformSettings(rules.minimum(), false, false, false, Duration.ofHours(1), maxWaitingOrders, 100);
        engine = new PaymentEngine(
                database.unitOfWork(), rules, platform, () -> Samples.NOW, new CountingPaymentMeter());
    }

    /**
     * Waits until all connections are open. The pools open them in the background, each with a commit of its own; who
     * watches the network or the disk for another one would see those, too.
     */
    public static void fillPools(Database database, int poolSize) {
        CyclicBarrier all = new CyclicBarrier(poolSize);
        Threads.race(poolSize, thread -> {
            database.unitOfWork().<Boolean>write(stores -> meet(all));
            database.unitOfWork().<Boolean>read(stores -> meet(all));
        });
    }

    private static boolean meet(CyclicBarrier all) {
        try {
            all.await(LONGEST_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("the connections were not all there in time", e);
        }
    }

    /** Asks for one satoshi of one of the users, under that order number. */
    public CompletableFuture<PaymentOutcome> request(String number) {
        CompletableFuture<PaymentOutcome> answer = engine.request(Samples.order(SHOP, user(payer(number)), number, 1));
        answers.put(number, answer);
        return answer;
    }

    /** Which of the users, from 0 on, pays that order; their authorizations are numbered in the same order. */
    public static int payer(String number) {
        return Math.floorMod(number.hashCode(), USERS);
    }

    /** The same as {@link #request} for so many order numbers, and what was answered to each. */
    public List<PaymentOutcome> requestMany(String name, int count) {
        List<CompletableFuture<PaymentOutcome>> asked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            asked.add(request(name + " " + i));
        }
        return asked.stream().map(LivePayments::outcome).toList();
    }

    /** Asks for payments until one is made: that a database is back is known after some seconds. */
    public void awaitPaid(String name) {
        AtomicInteger tries = new AtomicInteger();
        Awaitility.await()
                .atMost(Duration.ofSeconds(LONGEST_SECONDS))
                .until(() -> outcome(request(name + " " + tries.incrementAndGet())) instanceof PaymentOutcome.Settled);
    }

    /** Adds users, more than H2 has room for in its cache. */
    public void addUsers(String name, int count) {
        database.unitOfWork().write(stores -> {
            for (int user = 0; user < count; user++) {
                Samples.addUser(stores, name + user, 1);
            }
            return true;
        });
    }

    /** Does some work beside the payments; it may fail. */
    public void tryTo(Function<Stores, Boolean> work, boolean writes) {
        try {
            UnitOfWork units = database.unitOfWork();
            boolean unused = writes ? units.<Boolean>write(work) : units.<Boolean>read(work);
        } catch (StorageFailure e) {
            assertThat(e.category()).isNotEqualTo(StorageFailure.Category.CONFLICT);
        }
    }

    public Optional<Payment> recorded(String number) {
        OrderKey key = new OrderKey(SHOP, new MerchantOrderNumber(number));
        return database.unitOfWork().read(stores -> stores.payments().find(key));
    }

    /** How many orders were answered with "paid" until now. */
    public long settled() {
        return answers.values().stream()
                .filter(CompletableFuture::isDone)
                .map(LivePayments::outcome)
                .filter(PaymentOutcome.Settled.class::isInstance)
                .count();
    }

    /** Fails unless everybody was told what is in the database, and the books add up. */
    public void assertThatEverybodyWasToldTheTruth() {
        assertThatEverybodyWasToldTheTruth(this);
    }

    /** The same, where another engine on the same database has taken this one's place. */
    public void assertThatEverybodyWasToldTheTruth(LivePayments successor) {
        answers.forEach((number, answer) -> {
            Optional<Payment> recorded = successor.recorded(number);
            outcome(answer)
                    .fold(
                            settled -> assertThat(recorded).as(number).contains(settled.payment()),
                            declined -> assertThat(recorded).as(number).isEmpty(),
                            notRecorded -> assertThat(recorded).as(number).isEmpty(),
                            undetermined -> assertThat(recorded));
        });
        successor.assertThatTheBooksAddUp();
    }

    public void assertThatTheBooksAddUp() {
        var report = new LedgerService(database.unitOfWork()).verify((payments, about) -> {});
        assertThat(report.differences()).isEmpty();
    }

    public static PaymentOutcome outcome(CompletableFuture<PaymentOutcome> answer) {
        try {
            return answer.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("an order was not answered", e);
        }
    }

    private static UserOpenId user(int user) {
        return Samples.user("user " + user).openId();
    }

    @Override
    public void close() {
        engine.close();
        database.close();
    }
}
