package io.farthing.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.Stores;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.LivePayments;
import io.farthing.persistence.TestPostgres;
import io.farthing.persistence.engine.Engine;
import io.farthing.persistence.engine.TestEngines;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever holds a row for long keeps those waiting who need it, for a bounded time, and nobody else for long. */
final class LockedRowTest {

    private static final int ORDERS = 40;

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void aUnitOfWorkWaitsTwiceForALockAndNotAgain(String kind) throws SQLException {
        try (ImpatientDatabase database = ImpatientDatabase.open(kind);
                Connection other = database.connections().getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("create table things (thing integer)");
            statement.execute("insert into things values (1)");
            other.commit();
            UnitOfWork unitOfWork = database.server();
            AtomicInteger runs = new AtomicInteger();

            statement.execute("update things set thing = 2");
            assertThatThrownBy(() -> unitOfWork.write(stores -> {
                        runs.incrementAndGet();
                        return change(stores);
                    }))
                    .isInstanceOfSatisfying(
                            StorageFailure.class,
                            failure -> assertThat(failure.category()).isEqualTo(StorageFailure.Category.CONFLICT));

            assertThat(runs).hasValue(JooqUnitOfWork.MAX_LOCK_TIMEOUTS);
            other.rollback();
            assertThat(unitOfWork.<Integer>write(LockedRowTest::change)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&options=-c%20statement_timeout=50", "&options=-c%20transaction_timeout=50"})
    void theNeighboursOfAnOrderThatNeedsTheRowArePaidWhileItIsHeld(String timeLimit) throws SQLException {
        DatabaseSettings plain = TestPostgres.newDatabase(4);
        DatabaseSettings settings =
                new DatabaseSettings(plain.url() + timeLimit, plain.user(), plain.password(), plain.poolSize());
        Engine impatient = TestEngines.postgres(
                Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofSeconds(30), Duration.ofSeconds(30));
        try (LivePayments payments = new LivePayments(settings, impatient, ORDERS);
                Connection other = TestPostgres.connect(TestPostgres.name(settings))) {
            other.setAutoCommit(false);
            other.createStatement().execute("select id from authorizations order by id limit 1 for update");
            List<CompletableFuture<PaymentOutcome>> answers = new ArrayList<>();
            for (int i = 0; i < ORDERS; i++) {
                answers.add(payments.request("order " + i));
            }

            for (int i = 0; i < ORDERS; i++) {
                assertThat(LivePayments.outcome(answers.get(i)))
                        .isInstanceOf(
                                LivePayments.payer("order " + i) == 0
                                        ? PaymentOutcome.NotRecorded.class
                                        : PaymentOutcome.Settled.class);
            }

            other.rollback();
            assertThat(payments.requestMany("later", ORDERS)).allMatch(PaymentOutcome.Settled.class::isInstance);
            payments.assertThatEverybodyWasToldTheTruth();
        }
    }

    @Test
    void whenSomebodyHasWaitedInVainPaymentsWaitBriefly() throws SQLException {
        DatabaseSettings settings = TestPostgres.newDatabase(4);
        Engine engine = TestEngines.postgres(
                Duration.ofMillis(100), Duration.ofMillis(70), Duration.ofSeconds(30), Duration.ofSeconds(30));
        try (LivePayments payments = new LivePayments(settings, engine, ORDERS);
                Connection other = TestPostgres.connect(TestPostgres.name(settings))) {
            assertThat(lockTimeout(payments, true)).isEqualTo("100ms");
            other.setAutoCommit(false);
            other.createStatement().execute("select id from authorizations for update");

            assertThat(payments.requestMany("held", 1)).allMatch(PaymentOutcome.NotRecorded.class::isInstance);

            assertThat(lockTimeout(payments, true)).isEqualTo("70ms");
            assertThat(lockTimeout(payments, false)).as("nobody else does").isEqualTo("100ms");
            other.rollback();
            assertThat(payments.requestMany("later", ORDERS)).allMatch(PaymentOutcome.Settled.class::isInstance);
        }
    }

    private static String lockTimeout(LivePayments payments, boolean isOfPayments) {
        AtomicReference<String> seen = new AtomicReference<>("");
        payments.tryTo(
                stores -> {
                    if (isOfPayments) {
                        stores.payments().lock(List.of(), List.of());
                    }
                    seen.set(((JooqStores) stores)
                            .work()
                            .toRead()
                            .fetchSingle("show lock_timeout")
                            .get(0, String.class));
                    return true;
                },
                true);
        return seen.get();
    }

    private static int change(Stores stores) {
        return ((JooqStores) stores).work().toWrite().execute("update things set thing = 3");
    }
}
