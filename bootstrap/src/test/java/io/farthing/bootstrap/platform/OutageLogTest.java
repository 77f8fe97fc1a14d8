package io.farthing.bootstrap.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.farthing.application.fake.FaultyUnitOfWork;
import io.farthing.application.fake.FaultyUnitOfWork.Fault;
import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.InMemoryWalletGateway;
import io.farthing.application.fake.Samples;
import io.farthing.application.fake.TestClock;
import io.farthing.application.platform.PaymentPlatform;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.domain.app.AppId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What lasts is told of when it begins and once a minute, and an outage when it is over; not in full with every batch. */
class OutageLogTest {

    private static final AppId SHOP = new AppId("shop");
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("io.farthing.application.service.payment");

    private final TestClock clock = new TestClock();
    private final FaultyUnitOfWork storage = new FaultyUnitOfWork(new InMemoryUnitOfWork());
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private int nextNumber;

    @BeforeEach
    void capture() {
        storage.<Boolean>write(stores -> {
            Samples.addApp(stores, SHOP.value());
            Samples.addUser(stores, "ann", 100);
            Samples.addAuthorization(stores, Samples.user("ann").openId(), SHOP, Samples.limits(100, 100));
            return true;
        });
        log.start();
        OURS.addAppender(log);
    }

    @AfterEach
    void release() {
        OURS.detachAppender(log);
    }

    @Test
    void theLogTellsOfAnOutageOnceAMinuteAndOfItsEnd() {
        try (PaymentPlatform platform = PaymentPlatform.on(storage).clock(clock).open()) {
            refuse(platform);
            refuse(platform);
            clock.advance(Duration.ofSeconds(59));
            refuse(platform);
            assertThat(log.list).hasSize(1);
            assertThat(log.list.get(0).getLevel()).isEqualTo(Level.ERROR);
            assertThat(log.list.get(0).getFormattedMessage())
                    .isEqualTo("the database is unavailable since " + Samples.NOW + "; orders not recorded: 1");
            assertThat(log.list.get(0).getThrowableProxy()).as("with the cause").isNotNull();

            clock.advance(Duration.ofSeconds(1));
            refuse(platform);
            assertThat(log.list).hasSize(2);
            assertThat(log.list.get(1).getFormattedMessage()).endsWith("; orders not recorded: 4");

            assertThat(pay(platform)).isInstanceOf(PaymentOutcome.Settled.class);
            assertThat(pay(platform)).isInstanceOf(PaymentOutcome.Settled.class);
            assertThat(log.list).hasSize(3);
            assertThat(log.list.get(2).getLevel()).isEqualTo(Level.INFO);
            assertThat(log.list.get(2).getFormattedMessage())
                    .isEqualTo("the database is available again; orders not recorded since " + Samples.NOW + ": 4");

            refuse(platform);
            assertThat(log.list).as("another outage").hasSize(4);
            assertThat(log.list.get(3).getFormattedMessage()).endsWith("; orders not recorded: 1");
        }
    }

    @Test
    void aFindingThatCannotBeEnteredIsNoOrder() {
        try (PaymentPlatform platform = PaymentPlatform.on(storage)
                .clock(clock)
                .wallet(new InMemoryWalletGateway(Duration.ofSeconds(1)))
                .open()) {
            storage.failNext(Fault.NONE, Fault.before(Category.UNAVAILABLE));

            assertThat(pay(platform)).isInstanceOf(PaymentOutcome.Undetermined.class);
            assertThat(log.list).hasSize(1);
            assertThat(log.list.get(0).getFormattedMessage()).endsWith("; orders not recorded: 0");
        }
    }

    @Test
    void aFaultThatLastsIsTracedOnceAMinuteAndAnotherOneAtOnce() {
        try (PaymentPlatform platform = PaymentPlatform.on(storage).clock(clock).open()) {
            failWith(platform, Fault.before(Category.FAULT));
            failWith(platform, Fault.before(Category.FAULT));
            clock.advance(Duration.ofSeconds(59));
            failWith(platform, Fault.before(Category.FAULT));
            assertThat(log.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.ERROR);
            assertThat(isTraced()).containsExactly(true, false, false);

            failWith(platform, fault("something else"));
            clock.advance(Duration.ofMinutes(1));
            failWith(platform, fault("something else"));
            failWith(platform, fault("a third thing"));
            assertThat(isTraced()).containsExactly(true, false, false, true, true, false);
            assertThat(log.list.get(5).getFormattedMessage())
                    .isEqualTo(
                            "a batch could not be committed (orders and findings: 1): java.lang.IllegalStateException: a third thing");
        }
    }

    @Test
    void aClockThatIsSetBackSilencesNothing() {
        try (PaymentPlatform platform = PaymentPlatform.on(storage).clock(clock).open()) {
            refuse(platform);
            clock.advance(Duration.ofDays(-1));
            refuse(platform);
            assertThat(log.list).hasSize(2);

            failWith(platform, Fault.before(Category.FAULT));
            clock.advance(Duration.ofDays(-1));
            failWith(platform, Fault.before(Category.FAULT));
            assertThat(isTraced()).containsExactly(true, true, true, true);
        }
    }

    private List<Boolean> isTraced() {
        return log.list.stream().map(event -> event.getThrowableProxy() != null).toList();
    }

    private static Fault fault(String message) {
        return new Fault(
                () -> {
                    throw new IllegalStateException(message);
                },
                () -> {});
    }

    private void failWith(PaymentPlatform platform, Fault fault) {
        storage.failNext(fault);
        assertThat(pay(platform)).isInstanceOf(PaymentOutcome.NotRecorded.class);
    }

    private void refuse(PaymentPlatform platform) {
        storage.failNext(Fault.before(Category.UNAVAILABLE));
        assertThat(pay(platform)).isInstanceOf(PaymentOutcome.NotRecorded.class);
    }

    private PaymentOutcome pay(PaymentPlatform platform) {
        return platform.pay(Samples.order(SHOP, Samples.user("ann").openId(), Integer.toString(nextNumber++), 1));
    }
}
