package io.farthing.application.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.FastPasswordHasher;
import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.InMemoryWalletGateway;
import io.farthing.application.fake.Samples;
import io.farthing.application.fake.TestClock;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.out.OpenStorage;
import io.farthing.application.port.out.PaymentMeter.Outcome;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.application.port.out.WalletGateway;
import io.farthing.domain.activation.Activation;
import io.farthing.domain.app.App;
import io.farthing.domain.authorization.Authorization;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.event.PlatformEvent;
import io.farthing.domain.event.PlatformEvent.LimitReached;
import io.farthing.domain.event.PlatformEvent.PaymentDeclined;
import io.farthing.domain.event.PlatformEvent.PaymentSettled;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.Password;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host has a whole platform in a few lines, and gets it out of the way again. */
@Timeout(60)
final class PaymentPlatformTest {

    private final InMemoryUnitOfWork storage = new InMemoryUnitOfWork();
    private final TestClock clock = new TestClock();

    @Test
    void fromAUserToAPaymentAndItsEndEverythingIsACall() {
        PaymentTally tally = new PaymentTally();
        try (PaymentPlatform platform =
                PaymentPlatform.on(storage).clock(clock).meter(tally).open()) {
            User user = user(platform);
            App app = platform.apps().register(Samples.app("shop").profile()).app();
            Authorization authorization = authorize(platform, user, app, Samples.limits(300, 1000));

            PaymentOutcome blocking = platform.pay(Samples.order(app.id(), user.openId(), "1", 300));
            PaymentOutcome future = platform.request(Samples.order(app.id(), user.openId(), "2", 301))
                    .join();

            assertThat(blocking).isInstanceOf(PaymentOutcome.Settled.class);
            assertThat(future).isInstanceOf(PaymentOutcome.Declined.class);
            assertThat(platform.payments().drawnFrom(user.openId(), Optional.empty(), 10))
                    .hasSize(1);
            assertThat(platform.users()
                            .overview(user.openId())
                            .orElseThrow()
                            .wallet()
                            .balance())
                    .isEqualTo(Satoshis.of(9700));
            assertThat(platform.authorizations().revoke(authorization.id(), user.openId()))
                    .isPresent();
            assertThat(platform.ledger().verify((payments, about) -> {}).isBalanced())
                    .isTrue();
            assertThat(platform.readiness().problem()).isEmpty();
            assertThat(tally.answered(Outcome.SETTLED)).isEqualTo(1);
            assertThat(tally.answered(Outcome.DECLINED)).isEqualTo(1);
        }
    }

    @Test
    void eventsComeInTheOrderInWhichThingsHappened() throws Exception {
        BlockingQueue<PlatformEvent> told = new LinkedBlockingQueue<>();
        try (PaymentPlatform platform = PaymentPlatform.on(storage)
                .clock(clock)
                .listener("host", (number, event) -> told.add(event))
                .open()) {
            User user = user(platform);
            App app = platform.apps().register(Samples.app("shop").profile()).app();
            authorize(platform, user, app, Samples.limits(300, 600));
            platform.pay(Samples.order(app.id(), user.openId(), "1", 300));
            platform.pay(Samples.order(app.id(), user.openId(), "2", 300));
            platform.pay(Samples.order(app.id(), user.openId(), "3", 1));

            assertThat(next(told, 7))
                    .containsExactly(
                            "AuthorizationActivated",
                            "PaymentSettled 1",
                            "50 %",
                            "PaymentSettled 2",
                            "80 %",
                            "100 %",
                            "PaymentDeclined 3");
        }
    }

    @Test
    void aWalletMoreOrLessPatientThanItMayBeIsRefused() {
        for (Duration patience :
                List.of(Duration.ofMillis(-1), Duration.ZERO, WalletGateway.LONGEST_PATIENCE.plusMillis(1))) {
            PaymentPlatformBuilder builder = PaymentPlatform.on(storage).wallet(new InMemoryWalletGateway(patience));
            assertThatThrownBy(builder::open)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("patience");
        }
        PaymentPlatform.on(storage)
                .wallet(new InMemoryWalletGateway(WalletGateway.LONGEST_PATIENCE))
                .open()
                .close();
    }

    @Test
    void anEventHappenedWhenItWasDecidedHoweverTheClockGoesOn() throws Exception {
        BlockingQueue<PlatformEvent> told = new LinkedBlockingQueue<>();
        AtomicLong readings = new AtomicLong();
        try (PaymentPlatform platform = PaymentPlatform.on(storage)
                .clock(() -> Samples.NOW.plusMillis(readings.incrementAndGet()))
                .listener("host", (number, event) -> told.add(event))
                .open()) {
            User user = user(platform);
            App app = platform.apps().register(Samples.app("shop").profile()).app();
            authorize(platform, user, app, Samples.limits(300, 1000));
            Authorization second = authorize(platform, user, app, Samples.limits(300, 1000));
            PaymentOutcome paid = platform.pay(Samples.order(app.id(), user.openId(), "1", 300));
            platform.authorizations().revoke(second.id(), user.openId());

            List<PlatformEvent> events = take(told, 5);
            assertThat(events)
                    .map(PaymentPlatformTest::name)
                    .containsExactly(
                            "AuthorizationActivated",
                            "AuthorizationEnded",
                            "AuthorizationActivated",
                            "PaymentSettled 1",
                            "AuthorizationEnded");
            List<Instant> times =
                    events.stream().map(event -> event.occasion().at()).toList();
            assertThat(times).isSorted();
            assertThat(times.subList(1, 3))
                    .as("a consent ends in the moment in which another takes its place")
                    .containsOnly(second.approvedAt());
            assertThat(times.get(3))
                    .isEqualTo(((PaymentOutcome.Settled) paid).payment().acceptedAt());
        }
    }

    @Test
    void withoutAListenerNoEventIsKept() {
        try (PaymentPlatform platform = PaymentPlatform.on(storage).open()) {
            App app = platform.apps().register(Samples.app("shop").profile()).app();
            authorize(platform, user(platform), app, Samples.limits(1, 1));
            assertThat(platform.listeners()).isEmpty();
        }
        BlockingQueue<PlatformEvent> told = new LinkedBlockingQueue<>();
        try (PaymentPlatform platform = PaymentPlatform.on(storage)
                .listener("late", (number, event) -> told.add(event))
                .open()) {
            assertThat(platform.listeners().get(0).waiting()).isZero();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void anOutsideWalletPaysWhereOneIsGiven() throws Exception {
        BlockingQueue<PlatformEvent> told = new LinkedBlockingQueue<>();
        try (PaymentPlatform platform = PaymentPlatform.on(storage)
                .wallet(new InMemoryWalletGateway(Duration.ofSeconds(5)))
                .listener("host", (number, event) -> told.add(event))
                .open()) {
            User user = platform.users().create(new UserName("ann")).orElseThrow();
            App app = platform.apps().register(Samples.app("shop").profile()).app();
            authorize(platform, user, app, Samples.limits(300, 600));
            PaymentOutcome outcome = platform.pay(Samples.order(app.id(), user.openId(), "1", 300));

            assertThat(outcome).isInstanceOf(PaymentOutcome.Settled.class);
            assertThat(next(told, 3)).containsExactly("AuthorizationActivated", "50 %", "PaymentSettled 1");
        }
    }

    @Test
    void aPlatformWithoutPasswordsHasUsersAllTheSame() {
        try (PaymentPlatform without = PaymentPlatform.on(storage).open();
                PaymentPlatform with = PaymentPlatform.on(storage)
                        .passwords(new FastPasswordHasher())
                        .open()) {
            assertThat(without.users().create(new UserName("ann"))).isPresent();
            assertThat(without.users().create(new UserName("ann"))).isEmpty();
            assertThatThrownBy(() -> without.users().create(new UserName("bob"), new Password("a long password")))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(without::logIn).isInstanceOf(IllegalStateException.class);
            assertThat(with.users().create(new UserName("bob"), new Password("a long password")))
                    .isPresent();
            assertThat(with.logIn()).isNotNull();
        }
    }

    @Test
    void closingClosesTheStorageLastAndOnlyIfItIsThePlatforms() {
        List<String> closed = new ArrayList<>();
        OpenStorage given = storageThat(() -> closed.add("storage"));
        PaymentPlatform owning = PaymentPlatform.on(given).open();
        PaymentPlatform borrowing = PaymentPlatform.on(given.unitOfWork()).open();
        borrowing.close();
        borrowing.close();
        assertThat(closed).isEmpty();
        assertThat(borrowing.pay(Samples.order(
                        Samples.app("shop").id(), Samples.user("ann").openId(), "1", 1)))
                .isInstanceOf(PaymentOutcome.NotRecorded.class);
        owning.close();
        owning.close();
        assertThat(closed).isNotEmpty();
    }

    @Test
    void theStorageIsClosedAfterTheEngineAndItsFailureIsTold() {
        List<PaymentPlatform> platforms = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        OpenStorage given = storageThat(() -> {
            problems.addAll(platforms.get(0).readiness().problem().stream().toList());
            throw new IllegalStateException("the storage does not close");
        });
        platforms.add(PaymentPlatform.on(given).open());

        assertThatThrownBy(platforms.get(0)::close).hasMessage("the storage does not close");
        assertThat(problems).containsExactly("the payment engine is stopped");
    }

    @Test
    void closingEndsWhateverThePlatformHasBegun() throws InterruptedException {
        Set<Thread> others = Thread.getAllStackTraces().keySet();
        PaymentPlatform platform = PaymentPlatform.on(storage)
                .wallet(new InMemoryWalletGateway(Duration.ofSeconds(5)))
                .listener("billing", (number, event) -> {})
                .open();
        List<Thread> begun = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !others.contains(thread))
                .toList();
        assertThat(begun)
                .extracting(Thread::getName)
                .contains("payment-engine", "housekeeping", "reconciliation", "events-billing", "event-watch");

        platform.close();

        for (Thread thread : begun) {
            thread.join(10_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    @Test
    void twoListenersHaveTwoNamesOrTheStorageIsClosed() {
        for (String second : List.of("one", "No Name")) {
            List<String> closed = new ArrayList<>();
            assertThatThrownBy(() -> PaymentPlatform.on(storageThat(() -> closed.add("storage")))
                            .listener("one", (number, event) -> {})
                            .listener(second, (number, event) -> {})
                            .open())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(second);
            assertThat(closed).containsExactly("storage");
        }
    }

    @Test
    void theStorageIsClosedWhenTheWalletLacksAClass() {
        InvocationHandler lacking = (wallet, method, arguments) -> {
            throw new NoClassDefFoundError("told to lack a class");
        };
        WalletGateway wallet = (WalletGateway) Proxy.newProxyInstance(
                WalletGateway.class.getClassLoader(), new Class<?>[] {WalletGateway.class}, lacking);
        List<String> closed = new ArrayList<>();
        assertThatThrownBy(() -> PaymentPlatform.on(storageThat(() -> closed.add("storage")))
                        .wallet(wallet)
                        .open())
                .isInstanceOf(NoClassDefFoundError.class);
        assertThat(closed).containsExactly("storage");
    }

    private OpenStorage storageThat(Runnable closes) {
        return new OpenStorage() {
            @Override
            public UnitOfWork unitOfWork() {
                return storage;
            }

            @Override
            public void close() {
                closes.run();
            }
        };
    }

    private static User user(PaymentPlatform platform) {
        User user = platform.users().create(new UserName("ann")).orElseThrow();
        platform.users().fund(user.openId(), Satoshis.of(10_000), new FundingReference("first"));
        return user;
    }

    private static Authorization authorize(PaymentPlatform platform, User user, App app, SpendingLimits limits) {
        Activation activation = platform.activations()
                .open(app, app.profile().redirectUris().registered().get(0), user.openId())
                .orElseThrow();
        platform.activations().approve(activation.id(), user.openId(), limits);
        return platform.authorizations().active(user.openId(), app.id()).orElseThrow();
    }

    private static List<String> next(BlockingQueue<PlatformEvent> told, int count) throws InterruptedException {
        return take(told, count).stream().map(PaymentPlatformTest::name).toList();
    }

    private static List<PlatformEvent> take(BlockingQueue<PlatformEvent> told, int count) throws InterruptedException {
        List<PlatformEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(told.poll(20, TimeUnit.SECONDS));
        }
        assertThat(told).isEmpty();
        return events;
    }

    private static String name(PlatformEvent event) {
        if (event instanceof PaymentSettled settled) {
            return "PaymentSettled " + settled.order().value();
        } else if (event instanceof PaymentDeclined declined) {
            return "PaymentDeclined " + declined.order().value();
        } else if (event instanceof LimitReached reached) {
            return reached.threshold().percent() + " %";
        }
        return event.getClass().getSimpleName();
    }
}
