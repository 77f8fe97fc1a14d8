package io.farthing.bootstrap.platform;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.farthing.application.fake.InMemoryUnitOfWork;
import io.farthing.application.fake.Samples;
import io.farthing.application.fake.TestClock;
import io.farthing.application.platform.PaymentPlatform;
import io.farthing.domain.activation.Activation;
import io.farthing.domain.app.App;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What waits for a listener that always fails grows; somebody is told, and not more often than once a minute. */
class FailingListenerTest {

    private static final Logger OURS = (Logger) LoggerFactory.getLogger("io.farthing.application.service.event");

    private final TestClock clock = new TestClock();
    private final AtomicInteger attempts = new AtomicInteger();
    private final List<ILoggingEvent> warnings = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().equals(Level.WARN)) {
                warnings.add(event);
            }
        }
    };

    @BeforeEach
    void capture() {
        appender.start();
        OURS.addAppender(appender);
    }

    @AfterEach
    void release() {
        OURS.detachAppender(appender);
    }

    @Test
    void theLogWarnsOnceAMinuteOfHowManyEventsWaitAndSinceWhen() {
        try (PaymentPlatform platform = PaymentPlatform.on(new InMemoryUnitOfWork())
                .clock(clock)
                .listener("billing", (number, event) -> {
                    attempts.incrementAndGet();
                    throw new IllegalStateException("not today");
                })
                .open()) {
            authorize(platform, "ann");
            await(() -> assertThat(warnings).hasSize(1));
            assertThat(warnings.get(0).getFormattedMessage())
                    .startsWith("the listener billing does not get on: it did not take event ")
                    .contains(
                            "IllegalStateException: not today",
                            "events that wait for it: 1, the first since " + Samples.NOW,
                            "mend it, or have it return for an event that it cannot use");
            assertThat(warnings.get(0).getThrowableProxy()).as("with the cause").isNotNull();

            clock.advance(Duration.ofSeconds(59));
            authorize(platform, "bob");
            awaitTwoAttempts();
            assertThat(warnings).hasSize(1);

            clock.advance(Duration.ofSeconds(1));
            await(() -> assertThat(warnings).hasSize(2));
            assertThat(warnings.get(1).getFormattedMessage())
                    .contains("events that wait for it: 2, the first since " + Samples.NOW);
            awaitTwoAttempts();
            assertThat(warnings).hasSize(2);

            clock.advance(Duration.ofDays(-1));
            await(() -> assertThat(warnings).hasSize(3));
        }
    }

    private static void authorize(PaymentPlatform platform, String name) {
        App shop = platform.apps().register(Samples.app(name).profile()).app();
        User user = platform.users().create(new UserName(name)).orElseThrow();
        Activation asked = platform.activations()
                .open(shop, shop.profile().redirectUris().registered().get(0), user.openId())
                .orElseThrow();
        platform.activations().approve(asked.id(), user.openId(), Samples.limits(1, 1));
    }

    // The first of them may have begun before; the second has not.
    private void awaitTwoAttempts() {
        int before = attempts.get();
        await(() -> assertThat(attempts.get()).isGreaterThanOrEqualTo(before + 2));
    }

    private static void await(ThrowingRunnable condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(condition);
    }
}
