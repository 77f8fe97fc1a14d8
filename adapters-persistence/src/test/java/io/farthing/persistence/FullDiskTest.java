package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.fake.Samples;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.persistence.h2.H2Url;
import io.farthing.persistence.h2.LimitedDisk;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without room on the disk no payment is made and everybody is told so; once there is room, payments go on. */
final class FullDiskTest {

    private static final int AT_ONCE = 50;

    @TempDir
    private Path folder;

    @AfterEach
    void makeRoom() {
        LimitedDisk.fill(false);
    }

    @Test
    void inH2NothingAcknowledgedIsLostAndPaymentsGoOnOnceThereIsRoom() {
        DatabaseSettings settings = LimitedDisk.settings(folder.resolve("live"));
        LivePayments payments = new LivePayments(settings);
        try (payments) {
            assertThat(payments.requestMany("before", AT_ONCE)).allMatch(PaymentOutcome.Settled.class::isInstance);

            LimitedDisk.fill(true);
            assertThat(payments.requestMany("full", AT_ONCE))
                    .as("told at once that nothing was taken: nothing of the commit is in the file")
                    .containsOnly(new PaymentOutcome.NotRecorded("the database is unavailable"));

            LimitedDisk.fill(false);
            assertThatPaymentsGoOn(payments, "after");
            payments.assertThatEverybodyWasToldTheTruth();
        }
        try (LivePayments reopened = new LivePayments(settings)) {
            payments.assertThatEverybodyWasToldTheTruth(reopened);
        }
    }

    /** What H2 keeps in memory until a commit is bounded: of a large change some is written before. */
    @Test
    void inH2PaymentsGoOnAlsoWhenTheRoomRanOutInTheMiddleOfAStatement() {
        DatabaseSettings settings = LimitedDisk.settings(folder.resolve("live"));
        AtomicBoolean isOver = new AtomicBoolean();
        try (LivePayments payments = new LivePayments(settings)) {
            CompletableFuture<Void> others = workBeside(payments, isOver);
            assertThat(payments.requestMany("before", AT_ONCE)).allMatch(PaymentOutcome.Settled.class::isInstance);

            assertThatThrownBy(() -> {
                        try (Connection connection =
                                        DriverManager.getConnection(H2Url.withOptions(settings.url()), "sa", "");
                                Statement statement = connection.createStatement()) {
                            LimitedDisk.fill(true);
                            statement.execute(
                                    "create table large as select x, space(10000) from system_range(1, 20000)");
                        }
                    })
                    .isInstanceOf(SQLException.class);

            LimitedDisk.fill(false);
            assertThatPaymentsGoOn(payments, "after");
            isOver.set(true);
            others.join();
            payments.assertThatEverybodyWasToldTheTruth();
        } finally {
            isOver.set(true);
        }
    }

    /** A database that has failed must not be asked anything any more: it may not answer. */
    @Test
    void inH2PaymentsGoOnAlsoWhenOthersWereAtWorkWhenTheRoomRanOut() {
        DatabaseSettings settings = LimitedDisk.settings(folder.resolve("live"));
        AtomicBoolean isOver = new AtomicBoolean();
        try (LivePayments payments = new LivePayments(settings)) {
            CompletableFuture<Void> others = workBeside(payments, isOver);
            for (int filling = 0; filling < 3; filling++) {
                String name = "filling " + filling;
                LimitedDisk.fill(true);
                assertThat(payments.requestMany(name, AT_ONCE)).noneMatch(PaymentOutcome.Settled.class::isInstance);
                LimitedDisk.fill(false);
                assertThatPaymentsGoOn(payments, name);
            }
            isOver.set(true);
            others.join();
            payments.assertThatEverybodyWasToldTheTruth();
        } finally {
            isOver.set(true);
        }
    }

    /** Room that is used again is not lost when the next commit finds none. */
    @Test
    void inH2NothingAcknowledgedIsLostWhereRoomIsUsedAgain() {
        DatabaseSettings settings = LimitedDisk.settings(folder.resolve("live"), Duration.ZERO);
        LivePayments payments = new LivePayments(settings);
        try (payments) {
            for (int round = 0; round < 40; round++) {
                payments.requestMany("round " + round, 1 + round * 7 % 40);
            }
            for (int filling = 0; filling < 4; filling++) {
                LimitedDisk.limit(LimitedDisk.size(folder.resolve("live.mv.db")) + 10_000);
                List<PaymentOutcome> outcomes = List.of();
                for (int round = 0; outcomes.stream().allMatch(PaymentOutcome.Settled.class::isInstance); round++) {
                    outcomes = payments.requestMany("filling " + filling + " " + round, 1 + round * 7 % 40);
                }
                LimitedDisk.fill(false);
                assertThatPaymentsGoOn(payments, "filled " + filling);
            }
            payments.assertThatEverybodyWasToldTheTruth();
        }
        try (LivePayments reopened = new LivePayments(settings)) {
            payments.assertThatEverybodyWasToldTheTruth(reopened);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create trigger no_room before insert on payments",
                "create constraint trigger no_room after insert on payments deferrable initially deferred"
            })
    void inPostgresNothingIsTakenAndPaymentsGoOnOnceThereIsRoom(String trigger) {
        DatabaseSettings settings = TestPostgres.newDatabase(4);
        try (LivePayments payments = new LivePayments(settings)) {
            assertThat(payments.requestMany("before", AT_ONCE)).allMatch(PaymentOutcome.Settled.class::isInstance);

            TestPostgres.execute(
                    TestPostgres.name(settings),
                    "create function no_room() returns trigger language plpgsql as $$ begin raise exception"
                            + " 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;"
                            + trigger + " for each row execute function no_room()");
            assertThat(payments.requestMany("full", AT_ONCE))
                    .as("told to try later, all at once: smaller batches would find no room either")
                    .containsOnly(new PaymentOutcome.NotRecorded("the database is unavailable"));

            TestPostgres.execute(TestPostgres.name(settings), "drop trigger no_room on payments");
            assertThat(payments.requestMany("full", AT_ONCE)).allMatch(PaymentOutcome.Settled.class::isInstance);
            payments.assertThatEverybodyWasToldTheTruth();
        }
    }

    private static CompletableFuture<Void> workBeside(LivePayments payments, AtomicBoolean isOver) {
        payments.addUsers("resting ", 2500);
        return CompletableFuture.allOf(IntStream.range(0, 6)
                .mapToObj(other -> CompletableFuture.runAsync(
                        () -> {
                            for (int turn = 0; !isOver.get(); turn++) {
                                workBeside(payments, other, turn);
                            }
                        },
                        task -> new Thread(task).start()))
                .toArray(CompletableFuture<?>[]::new));
    }

    private static void workBeside(LivePayments payments, int other, int turn) {
        if (other % 3 == 0) {
            payments.tryTo(stores -> Samples.addUser(stores, other + "x" + turn, 1) != null, true);
        } else {
            payments.tryTo(
                    stores -> IntStream.range(0, 300)
                            .map(step -> (step * 7919 + turn * 104729 + other) % 2500)
                            .allMatch(user -> stores.users()
                                    .find(Samples.user("resting " + Math.abs(user))
                                            .openId())
                                    .isPresent()),
                    false);
        }
    }

    // Payments come without a break, so that no connection rests long enough to be looked at.
    private static void assertThatPaymentsGoOn(LivePayments payments, String name) {
        int[] round = new int[1];
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    List<PaymentOutcome> outcomes = payments.requestMany(name + " again " + round[0]++, 4);
                    return outcomes.stream().allMatch(PaymentOutcome.Settled.class::isInstance);
                });
        assertThat(payments.requestMany(name + " at last", AT_ONCE)).allMatch(PaymentOutcome.Settled.class::isInstance);
    }
}
