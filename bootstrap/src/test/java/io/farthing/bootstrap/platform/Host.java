package io.farthing.bootstrap.platform;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.farthing.application.fake.Samples;
import io.farthing.application.platform.PaymentPlatform;
import io.farthing.application.port.in.EventListener;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.domain.activation.Activation;
import io.farthing.domain.app.App;
import io.farthing.domain.event.EventNumber;
import io.farthing.domain.event.PlatformEvent;
import io.farthing.domain.event.PlatformEvent.PaymentSettled;
import io.farthing.domain.ledger.FundingReference;
import io.farthing.domain.money.Satoshis;
import io.farthing.domain.user.User;
import io.farthing.domain.user.UserName;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/**
 * A service with a platform inside, in a process of its own so that it can be killed: its users pay without end, and its
 * listener writes down what it is told.
 */
final class Host {

    /** After so many settled payments it prints {@link #PAID_ENOUGH}. */
    static final int ENOUGH = 400;

    static final String PAID_ENOUGH = "paid enough";
    static final String TOLD_ENOUGH = "told enough";

    static final int USERS = 4;
    private static final int FUNDS = 100_000_000;

    private Host() {}

    /**
     * Runs until it is killed.
     *
     * @param arguments the folder of everything; which life this is, from 1; how many payments the listener writes down
     *     before it does not come back from one
     */
    public static void main(String[] arguments) throws InterruptedException {
        // Whoever waits for what it prints is to hear of a failure at once.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        Path folder = Path.of(arguments[0]);
        int life = Integer.parseInt(arguments[1]);
        int told = Integer.parseInt(arguments[2]);
        PaymentPlatform platform = platform(database(folder), life, stopping(new Journal(folder), told));
        App shop =
                platform.apps().register(Samples.app("shop-" + life).profile()).app();
        AtomicInteger paid = new AtomicInteger();
        for (int i = 0; i < USERS; i++) {
            User user = platform.users()
                    .create(new UserName("user " + life + " " + i))
                    .orElseThrow();
            fund(platform, shop, user);
            new Thread(() -> pay(platform, shop, user, paid)).start();
        }
        Thread.currentThread().join();
    }

    static Database database(Path folder) {
        return Database.open(DatabaseSettings.of("jdbc:h2:file:" + folder.resolve("farthing")));
    }

    /** The platform of a life, which takes over at once from the one that was killed: its clock is a minute ahead. */
    static PaymentPlatform platform(Database database, int life, EventListener listener) {
        return PaymentPlatform.on(database.unitOfWork())
                .clock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(life)))
                .listener("journal", listener)
                .open();
    }

    private static void fund(PaymentPlatform platform, App shop, User user) {
        platform.users().fund(user.openId(), Satoshis.of(FUNDS), new FundingReference("of " + user.openId()));
        Activation asked = platform.activations()
                .open(shop, shop.profile().redirectUris().registered().get(0), user.openId())
                .orElseThrow();
        platform.activations().approve(asked.id(), user.openId(), Samples.limits(1, FUNDS));
    }

    private static void pay(PaymentPlatform platform, App shop, User user, AtomicInteger paid) {
        for (int i = 0; i < FUNDS; i++) {
            PaymentOutcome outcome = platform.pay(Samples.order(shop.id(), user.openId(), user.name() + " " + i, 1));
            if (outcome instanceof PaymentOutcome.Settled && paid.incrementAndGet() == ENOUGH) {
                System.out.println(PAID_ENOUGH);
            }
        }
    }

    private static EventListener stopping(EventListener journal, int told) {
        AtomicInteger count = new AtomicInteger();
        return (number, event) -> {
            if (event instanceof PaymentSettled && count.getAndIncrement() == told) {
                System.out.println(TOLD_ENOUGH);
                new CountDownLatch(1).await();
            }
            journal.on(number, event);
        };
    }

    /** Appends a line for each settled payment: the number of the event, the authorization and the payment. */
    static final class Journal implements EventListener {

        private final Path file;

        Journal(Path folder) {
            this.file = folder.resolve("events.txt");
        }

        Path file() {
            return file;
        }

        @Override
        public void on(EventNumber number, PlatformEvent event) throws IOException {
            if (event instanceof PaymentSettled settled) {
                String line = number + " " + settled.authorization() + " " + settled.payment() + "\n";
                Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        }
    }
}
