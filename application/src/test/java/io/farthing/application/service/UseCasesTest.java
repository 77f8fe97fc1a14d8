package io.farthing.application.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farthing.application.fake.CountingPaymentMeter;
import io.farthing.application.fake.FastPasswordHasher;
import io.farthing.application.fake.FaultyUnitOfWork;
import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.InMemoryWalletGateway;
import io.farthing.application.fake.InMemoryWalletPages;
import io.farthing.application.fake.Samples;
import io.farthing.application.fake.TestClock;
import io.farthing.application.fake.Threads;
import io.farthing.application.port.in.CheckReadiness;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.application.port.in.ResolvePayments.Result;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.application.port.out.WalletPages;
import io.farthing.application.service.payment.PaymentEngine;
import io.farthing.domain.address.Address;
import io.farthing.domain.app.App;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.payment.Payment;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.payment.PaymentRules;
import io.farthing.domain.payment.PaymentStatus;
import io.farthing.domain.payment.PendingPayment;
import io.farthing.domain.payment.Receipt;
import io.farthing.domain.payment.Resolution.Outcome;
import io.farthing.domain.payment.Settlement;
import io.farthing.domain.secret.Secret;
import io.farthing.domain.user.Password;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import io.farthing.domain.user.UserOpenId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A platform is put together from its ports alone, and its use cases work on one storage. */
final class UseCasesTest {

    private static final PlatformSettings SETTINGS =
            new PlatformSettings(Satoshis.of(1), false, false, true, Duration.ofHours(1), 100, 10);

    private final UnitOfWork storage = new InMemoryUnitOfWork();

    @Test
    void whatOneUseCaseWritesTheOthersSee() {
        User user = storage.write(stores -> Samples.addUser(stores, "alice", 1000));
        App shop = storage.write(stores -> Samples.addApp(stores, "shop"));
        storage.write(stores -> Samples.addAuthorization(stores, user.openId(), shop.id(), Samples.limits(500, 1000)));
        try (UseCases useCases = useCases()) {
            assertThat(useCases.checkReadiness().problem()).isEmpty();
            PaymentOutcome outcome = useCases.requestPayment()
                    .request(Samples.order(shop.id(), user.openId(), "1", 300))
                    .join();
            assertThat(outcome).isInstanceOf(PaymentOutcome.Settled.class);
            assertThat(useCases.manageUsers().find(user.openId()).orElseThrow().openId())
                    .isEqualTo(user.openId());
            assertThat(useCases.authenticateApp().find(shop.id())).contains(shop);
            assertThat(useCases.verifyLedger().verify((payments, about) -> {}).isBalanced())
                    .isTrue();
            assertThat(useCases.waitingOrders()).isZero();
        }
    }

    @Test
    void anOutsideWalletPaysWhereThereIsOne() {
        User user = storage.write(stores -> Samples.addUser(stores, "alice", 0));
        App shop = storage.write(stores -> Samples.addApp(stores, "shop"));
        storage.write(stores -> Samples.addAuthorization(stores, user.openId(), shop.id(), Samples.limits(500, 1000)));
        InMemoryWalletGateway wallet = new InMemoryWalletGateway(Duration.ofSeconds(1));
        try (UseCases useCases = useCases(Optional.of(wallet), Optional.of(new InMemoryWalletPages()))) {
            PaymentOutcome outcome = useCases.requestPayment()
                    .request(Samples.order(shop.id(), user.openId(), "1", 300))
                    .join();
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            PaymentOutcome.Settled.class,
                            settled -> assertThat(wallet.timesPaid(settled.payment()))
                                    .isEqualTo(1));
            assertThat(useCases.useOutsideWallet().isPresent()).isTrue();
            assertThat(useCases.reconcilePayments().orElseThrow().reconcile()).isZero();
            assertThat(useCases.resolvePayments().count().unknown()).isZero();
        }
        try (UseCases useCases = useCases(Optional.of(wallet), Optional.empty())) {
            assertThat(useCases.useOutsideWallet().isPresent())
                    .as("a wallet without pages")
                    .isFalse();
        }
        try (UseCases useCases = useCases()) {
            assertThat(useCases.reconcilePayments()).isEmpty();
            assertThat(useCases.useOutsideWallet().isPresent()).isFalse();
        }
    }

    @Test
    void whereAnOutsideWalletPaysNoAddressIsToldButThoseThatItToldItself() {
        App shop = storage.write(stores -> Samples.addApp(stores, "shop"));
        WalletGateway wallet = new InMemoryWalletGateway(Duration.ofSeconds(1));
        InMemoryWalletPages pages = new InMemoryWalletPages();
        UserOpenId outsider = new UserOpenId("ann-at-the-wallet");
        Address told = Samples.address(outsider.value());
        Password password = new Password("correct horse");
        User withPassword;
        User without;
        try (UseCases useCases = useCases()) {
            withPassword = useCases.manageUsers()
                    .create(new UserName("alice"), password)
                    .orElseThrow();
            without = useCases.manageUsers().create(new UserName("bob")).orElseThrow();
            assertThat(addresses(useCases, shop, withPassword.openId()))
                    .as("the ledger credits every wallet")
                    .doesNotContain(Optional.empty());
            assertThat(addresses(useCases, shop, without.openId())).doesNotContain(Optional.empty());
        }
        try (UseCases useCases = useCases(Optional.of(wallet), Optional.empty())) {
            assertThat(addresses(useCases, shop, withPassword.openId())).containsOnly(Optional.empty());
            assertThat(addresses(useCases, shop, without.openId())).containsOnly(Optional.empty());
        }
        try (UseCases useCases = useCases(Optional.of(wallet), Optional.of(pages))) {
            useCases.useOutsideWallet().enter(pages.logIn(outsider, "Ann", "a")).join();
            User made = useCases.manageUsers()
                    .create(new UserName("carol"), password)
                    .orElseThrow();
            assertThat(addresses(useCases, shop, outsider)).containsOnly(Optional.of(told));
            assertThat(addresses(useCases, shop, withPassword.openId())).containsOnly(Optional.empty());
            assertThat(addresses(useCases, shop, made.openId())).containsOnly(Optional.empty());
        }
    }

    /** Where the user can be paid: what the operator and the person see, and what an app is told. */
    private static List<Optional<Address>> addresses(UseCases useCases, App shop, UserOpenId user) {
        Secret code = useCases.shareIdentity().issueCode(shop.id(), user);
        Secret access =
                useCases.shareIdentity().exchange(shop.id(), code).orElseThrow().access();
        return List.of(
                useCases.manageUsers().overview(user).orElseThrow().address(),
                useCases.shareIdentity().identity(access).orElseThrow().address());
    }

    @Test
    void whatAnOutsideWalletLeftReservedIsConcludedByHandWhenThereIsNoneAnyMore() {
        User user = storage.write(stores -> Samples.addUser(stores, "alice", 1000));
        App shop = storage.write(stores -> Samples.addApp(stores, "shop"));
        storage.write(stores -> Samples.addAuthorization(stores, user.openId(), shop.id(), Samples.limits(500, 1000)));
        PaymentOrder order = Samples.order(shop.id(), user.openId(), "1", 300);
        try (PaymentEngine engine = new PaymentEngine(
                storage,
                new PaymentRules(SETTINGS.minimumPayment(), Settlement.GATEWAY),
                SETTINGS,
                new TestClock(),
                new CountingPaymentMeter())) {
            engine.request(order).join();
        }
        Payment left =
                storage.read(stores -> stores.payments().find(order.key())).orElseThrow();
        assertThat(left.status()).isEqualTo(PaymentStatus.RESERVED);

        try (UseCases useCases =
                useCases(Optional.of(new InMemoryWalletGateway(Duration.ofSeconds(1))), Optional.empty())) {
            assertThat(fail(useCases, left)).as("somebody may be making it").isEqualTo(Result.STILL_RUNNING);
        }
        try (UseCases useCases = useCases()) {
            assertThat(fail(useCases, left)).isEqualTo(Result.RESOLVED);
            assertThat(fail(useCases, left)).isEqualTo(Result.ALREADY_SO);
            assertThat(useCases.resolvePayments().count()).isEqualTo(new PendingPayment.Count(0, 0));
            assertThat(useCases.requestPayment().request(order).join())
                    .as("the order number, and what was reserved, are free")
                    .isInstanceOf(PaymentOutcome.Settled.class);
            assertThat(useCases.verifyLedger().verify((payments, about) -> {}).isBalanced())
                    .isTrue();
        }
    }

    private static Result fail(UseCases useCases, Payment payment) {
        return useCases.resolvePayments().resolve(payment.id(), Outcome.FAILED, Receipt.NONE, "they never got it");
    }

    @Test
    void whatIsToldIsToTheMillisecondAsItIsKept() {
        Instant exact = Samples.NOW.plusNanos(123_456);
        try (UseCases useCases = new UseCases(
                storage,
                Optional.empty(),
                new CountingPaymentMeter(),
                SETTINGS,
                () -> exact,
                new SecureRandom(),
                Optional.empty(),
                Optional.empty())) {
            User user = storage.write(stores -> Samples.addUser(stores, "alice", 1000));
            App shop = useCases.manageApps()
                    .register(Samples.app("shop").profile())
                    .app();
            storage.write(
                    stores -> Samples.addAuthorization(stores, user.openId(), shop.id(), Samples.limits(500, 1000)));
            PaymentOutcome outcome = useCases.requestPayment()
                    .request(Samples.order(shop.id(), user.openId(), "1", 300))
                    .join();
            assertThat(shop.createdAt()).isEqualTo(Samples.NOW);
            assertThat(((PaymentOutcome.Settled) outcome).payment().acceptedAt())
                    .isEqualTo(Samples.NOW);
        }
    }

    @Test
    void closingEndsThePaymentsAndLeavesTheStorageToItsOwner() {
        UseCases useCases = useCases();
        useCases.close();
        useCases.close();
        assertThat(useCases.checkReadiness().problem()).contains("the payment engine is stopped");
        assertThat(storage.<Long>read(stores -> stores.journal().paymentCount()))
                .isZero();
    }

    @Test
    void aGatewayWithoutAnEndDoesNotKeepTheEngineRunning() {
        WalletGateway endless = new InMemoryWalletGateway(Duration.ofSeconds(Long.MAX_VALUE));
        UseCases useCases = useCases(Optional.of(endless), Optional.empty());
        useCases.close();
        assertThat(useCases.checkReadiness().problem()).contains("the payment engine is stopped");
    }

    /** Anybody may ask for it as often as he likes. */
    @Test
    @Timeout(60)
    void howeverManyAskForReadinessASilentStorageDoesNotTakeAllThreads() {
        FaultyUnitOfWork silent = new FaultyUnitOfWork(storage);
        AtomicInteger waiting = new AtomicInteger();
        CountDownLatch mayAnswer = new CountDownLatch(1);
        silent.failReads(() -> {
            waiting.incrementAndGet();
            assertThat(Threads.await(mayAnswer, 60)).isTrue();
        });
        try (UseCases useCases = useCases(silent, Optional.empty(), Optional.empty())) {
            CheckReadiness readiness = useCases.checkReadiness();
            Threads.race(StorageBulkhead.PLACES + 1, thread -> {
                if (thread < StorageBulkhead.PLACES) {
                    assertThat(readiness.problem()).isEmpty();
                    return;
                }
                while (waiting.get() < StorageBulkhead.PLACES) {
                    Thread.onSpinWait();
                }
                assertThat(readiness.problem()).contains("the database cannot be read");
                mayAnswer.countDown();
            });
        }
    }

    @Test
    void settingsThatLetNothingThroughAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> settings(0, 1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> settings(1, 0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> settings(1, 1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> settings(1, 1, 1, 0));
        assertThat(settings(1, 1, 1, 1).minimumPayment()).isEqualTo(Satoshis.of(1));
    }

    @Test
    void aSessionLastsFromASecondToAYear() {
        for (Duration lifetime : List.of(
                Duration.ofNanos(1),
                Duration.ofMillis(999),
                Duration.ofSeconds(-1),
                Duration.ofDays(365).plusNanos(1),
                ChronoUnit.FOREVER.getDuration())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> settings(1, lifetime, 1, 1))
                    .withMessageContaining("from 1 second to 365 days");
        }
        Duration year = Duration.ofDays(365);
        assertThat(settings(1, year, 1, 1).sessionLifetime()).isEqualTo(year);
    }

    private static PlatformSettings settings(long minimum, long seconds, int maxWaitingOrders, int maxBatchOrders) {
        return settings(minimum, Duration.ofSeconds(seconds), maxWaitingOrders, maxBatchOrders);
    }

    private static PlatformSettings settings(
            long minimum, Duration sessionLifetime, int maxWaitingOrders, int maxBatchOrders) {
        return new PlatformSettings(
                Satoshis.of(minimum), false, false, false, sessionLifetime, maxWaitingOrders, maxBatchOrders);
    }

    @Test
    void twoPlatformsShareAStorage() {
        try (UseCases first = useCases();
                UseCases second = useCases()) {
            App shop =
                    first.manageApps().register(Samples.app("shop").profile()).app();
            assertThat(second.manageApps().lookUp(shop.id())).contains(shop);
        }
    }

    private UseCases useCases(Optional<WalletGateway> gateway, Optional<WalletPages> pages) {
        return useCases(storage, gateway, pages);
    }

    private static UseCases useCases(UnitOfWork storage, Optional<WalletGateway> gateway, Optional<WalletPages> pages) {
        return new UseCases(
                storage,
                Optional.of(new FastPasswordHasher()),
                new CountingPaymentMeter(),
                SETTINGS,
                new TestClock(),
                new SecureRandom(),
                gateway,
                pages);
    }

    private UseCases useCases() {
        return useCases(Optional.empty(), Optional.empty());
    }
}
