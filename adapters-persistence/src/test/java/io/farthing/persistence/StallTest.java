package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.user.User;
import io.farthing.persistence.engine.Engine;
import io.farthing.persistence.engine.TestEngines;
import io.farthing.persistence.h2.ForgetfulDisk;
import io.farthing.testing.TcpProxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that does not get on: few wait for it, the others are told at once, and then everything goes on. */
final class StallTest {

    private static final int MAX_WAITING = 20;
    private static final int ORDERS = 100;

    // When the statement that waits for a lock began: another one waits when the first was given up.
    private static final String ATTEMPT = "select min(query_start) from pg_stat_activity"
            + " where datname = current_database() and wait_event_type = 'Lock'";

    @TempDir
    private Path folder;

    @AfterEach
    void mend() {
        ForgetfulDisk.beforeForcing(() -> {});
    }

    @Test
    void whileARowIsLockedForLongerThanALockIsWaitedForFewWaitAndNothingIsLost() throws SQLException {
        DatabaseSettings settings = TestPostgres.newDatabase(4);
        String name = TestPostgres.name(settings);
        try (LivePayments payments = new LivePayments(settings, MAX_WAITING);
                Connection other = TestPostgres.connect(name)) {
            other.setAutoCommit(false);
            other.createStatement().execute("select id from authorizations for update");
            List<CompletableFuture<PaymentOutcome>> answers = assertThatFewWaitAndTheOthersAreTold(payments);

            String first = awaitAttempt(name, "");
            awaitAttempt(name, first);
            assertThat(answers.get(0)).isNotDone();

            other.rollback();
            assertThatAllWhoWaitedArePaid(payments, answers);
        }
    }

    @Test
    void whileNothingIsHeardFromTheDatabaseFewWaitAndNothingIsLost() {
        TcpProxy network = TcpProxy.before(TestPostgres.port());
        try (LivePayments payments =
                new LivePayments(TestPostgres.newDatabaseThrough(network.port(), 4), MAX_WAITING)) {
            network.stall();
            List<CompletableFuture<PaymentOutcome>> answers = assertThatFewWaitAndTheOthersAreTold(payments);

            network.heal();
            assertThatAllWhoWaitedArePaid(payments, answers);
        } finally {
            network.close();
        }
    }

    @Test
    void whileTheDiskUnderH2DoesNotGetOnFewWaitAndNothingIsLost() {
        CountDownLatch mayForce = new CountDownLatch(1);
        try (LivePayments payments = new LivePayments(onForgetfulDisk(), MAX_WAITING)) {
            stall(mayForce);
            List<CompletableFuture<PaymentOutcome>> answers = assertThatFewWaitAndTheOthersAreTold(payments);

            mayForce.countDown();
            assertThatAllWhoWaitedArePaid(payments, answers);
        }
    }

    /** Nobody can call back who has the disk write. */
    @Test
    void whileTheDiskUnderH2DoesNotGetOnNobodyElseWaitsForLong() {
        DatabaseSettings settings = onForgetfulDisk();
        Engine impatient = TestEngines.h2(settings, 100, Duration.ofMillis(100));
        CountDownLatch mayForce = new CountDownLatch(1);
        try (Database database = Database.open(settings, impatient)) {
            LivePayments.fillPools(database, settings.poolSize());
            UnitOfWork units = database.unitOfWork();
            CountDownLatch isForcing = stall(mayForce);
            CompletableFuture<User> written = CompletableFuture.supplyAsync(() -> add(units, "ann"));
            assertThat(Threads.await(isForcing, 60)).isTrue();

            assertThatTold(() -> isThere(units, "ann"));
            assertThatTold(() -> add(units, "bob"));
            assertThat(written).isNotDone();

            mayForce.countDown();
            assertThat(written).succeedsWithin(Duration.ofSeconds(60));
            assertThat(isThere(units, "ann")).isTrue();
            assertThat(isThere(units, "bob"))
                    .as("who was told that it was not written")
                    .isFalse();
        }
    }

    private static CountDownLatch stall(CountDownLatch mayForce) {
        CountDownLatch isForcing = new CountDownLatch(1);
        ForgetfulDisk.beforeForcing(() -> {
            isForcing.countDown();
            assertThat(Threads.await(mayForce, 60)).isTrue();
        });
        return isForcing;
    }

    private static void assertThatTold(ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        StorageFailure.class,
                        failure -> assertThat(failure.category()).isEqualTo(StorageFailure.Category.UNAVAILABLE));
    }

    private static User add(UnitOfWork units, String name) {
        return units.write(stores -> Samples.addUser(stores, name, 5));
    }

    private static boolean isThere(UnitOfWork units, String name) {
        return units.<Boolean>read(
                stores -> stores.users().find(Samples.user(name).openId()).isPresent());
    }

    private DatabaseSettings onForgetfulDisk() {
        return ForgetfulDisk.settings(folder.resolve("live"), Duration.ofMinutes(10), 4);
    }

    private static String awaitAttempt(String database, String before) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> TestPostgres.execute(database, ATTEMPT),
                        attempt -> !attempt.equals("null") && !attempt.equals(before));
    }

    private static List<CompletableFuture<PaymentOutcome>> assertThatFewWaitAndTheOthersAreTold(LivePayments payments) {
        List<CompletableFuture<PaymentOutcome>> answers = new ArrayList<>();
        for (int i = 0; i < ORDERS; i++) {
            answers.add(payments.request("order " + i));
        }
        assertThat(answers.subList(0, MAX_WAITING)).noneMatch(CompletableFuture::isDone);
        assertThat(answers.subList(MAX_WAITING, ORDERS))
                .allSatisfy(answer -> assertThat(answer.getNow(null))
                        .isEqualTo(new PaymentOutcome.NotRecorded("too many payments are waiting, try again later")));
        return answers.subList(0, MAX_WAITING);
    }

    private static void assertThatAllWhoWaitedArePaid(
            LivePayments payments, List<CompletableFuture<PaymentOutcome>> answers) {
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(LivePayments.outcome(answer)).isInstanceOf(PaymentOutcome.Settled.class));
        assertThat(payments.requestMany("later", MAX_WAITING)).allMatch(PaymentOutcome.Settled.class::isInstance);
        payments.assertThatEverybodyWasToldTheTruth();
    }
}
