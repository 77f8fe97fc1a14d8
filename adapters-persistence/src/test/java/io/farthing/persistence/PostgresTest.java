package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.farthing.application.fake.PaymentBatches;
import io.farthing.application.fake.Samples;
import io.farthing.application.fake.Threads;
import io.farthing.application.port.in.PaymentOutcome;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.app.AppId;
import io.farthing.domain.authorization.SpendingLimits;
import io.farthing.domain.payment.Attempt;
import io.farthing.domain.payment.BatchOutcome;
import io.farthing.domain.payment.PaymentId;
import io.farthing.domain.payment.PaymentOrder;
import io.farthing.domain.user.UserOpenId;
import io.farthing.persistence.engine.Engine;
import io.farthing.persistence.engine.Failures;
import io.farthing.persistence.schema.TestMigrations;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What only PostgreSQL has: several servers on one database, and settings that could undo durability. */
final class PostgresTest {

    private static final AppId SHOP = new AppId("shop");

    private final DatabaseSettings settings = TestPostgres.newDatabase(4);

    @Test
    void twoServersStartAtOnceOnAnEmptyDatabase() {
        Threads.race(2, server -> {
            try (Database database = Database.open(settings)) {
                assertThat(database.unitOfWork()
                                .<Boolean>read(stores ->
                                        stores.apps().list(Optional.empty(), 1).isEmpty()))
                        .isTrue();
            }
        });
    }

    @Test
    void whoComesWhileAnotherRunsTheMigrationsWaitsForAsLongAsTheyTake() {
        try (HikariDataSource writers = new HikariDataSource(Engine.of(settings).writers(settings))) {
            assertThat(TestMigrations.flyway(writers, Engine.of(settings)).getLockRetryCount())
                    .as("without end")
                    .isNegative();
        }
    }

    @Test
    void aSchemaThatOthersUseIsRefusedWithAWayOut() {
        TestPostgres.execute(TestPostgres.name(settings), "create table theirs (id bigint)");

        assertThatThrownBy(() -> Database.open(settings))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("cannot be opened: its schema holds")
                .hasMessageEndingWith("use an empty database, or a schema that is empty");
    }

    @Test
    void aPoolerThatHandsSessionsOnIsRefused() throws SQLException {
        Engine engine = Engine.of(settings);
        try (HikariDataSource writers = new HikariDataSource(engine.writers(settings));
                Connection session = writers.getConnection()) {
            assertThatCode(() -> engine.check(writers)).doesNotThrowAnyException();
            assertThatThrownBy(() -> engine.check(LentConnectionsTest.lending(session)))
                    .hasMessageContaining("pool_mode = session");
        }
    }

    @Test
    void twoServersReachALimitExactly() {
        try (Database first = Database.open(settings);
                Database second = Database.open(settings)) {
            addUser(first, "ann", Samples.limits(3, 100));

            List<Long> accepted = Threads.collect(4, thread -> {
                UnitOfWork server = (thread % 2 == 0 ? first : second).unitOfWork();
                long sum = 0;
                for (int i = 0; i < 30; i++) {
                    sum += accepted(server, Samples.order(SHOP, open("ann"), thread + " " + i, 3))
                            + accepted(server, Samples.order(SHOP, open("ann"), thread + "-" + i, 1));
                }
                return sum;
            });

            assertThat(accepted.stream().mapToLong(Long::longValue).sum()).isEqualTo(100);
            long spent = second.unitOfWork()
                    .read(stores -> stores.authorizations().findActive(open("ann"), SHOP))
                    .orElseThrow()
                    .usage()
                    .spent()
                    .value();
            assertThat(spent).isEqualTo(100);
        }
    }

    @Test
    void twoServersAcceptAnOrderNumberOnce() {
        try (Database first = Database.open(settings);
                Database second = Database.open(settings)) {
            addUser(first, "ann", Samples.limits(10, 1000));
            addUser(second, "bob", Samples.limits(10, 1000));

            for (int i = 0; i < 20; i++) {
                String number = "same " + i;
                List<Long> accepted = Threads.collect(
                        2,
                        thread -> accepted(
                                (thread == 0 ? first : second).unitOfWork(),
                                Samples.order(SHOP, open(thread == 0 ? "ann" : "bob"), number, 1)));
                assertThat(accepted).containsExactlyInAnyOrder(0L, 1L);
            }
        }
    }

    /** A commit of which nobody knows what became of it may still be under way when its orders are tried again. */
    @Test
    void anOrderIsNotDeclinedBecauseOfItsOwnPaymentWhoseCommitWasStillUnderWay() {
        try (Database first = Database.open(settings);
                Database second = Database.open(settings)) {
            addUser(first, "ann", Samples.limits(10, 10));
            List<Attempt> attempts =
                    PaymentBatches.number(first.unitOfWork(), List.of(Samples.order(SHOP, open("ann"), "1", 10)));

            CompletableFuture<BatchOutcome> again = first.unitOfWork().write(stores -> {
                PaymentBatches.decide(stores, attempts);
                assertThat(stores.payments().find(attempts.get(0).id())).isPresent();
                CompletableFuture<BatchOutcome> waiting =
                        CompletableFuture.supplyAsync(() -> decideLocked(second.unitOfWork(), attempts));
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::isSomebodyWaitingForALock);
                return waiting;
            });

            assertThat(PaymentBatches.onlyDecision(again.join())).isEqualTo("ALREADY_RECORDED");
        }
    }

    // Who has had two conflicts locks what it reads.
    private static BatchOutcome decideLocked(UnitOfWork server, List<Attempt> attempts) {
        AtomicInteger runs = new AtomicInteger();
        return server.write(stores -> {
            if (runs.incrementAndGet() < 3) {
                throw Failures.readOutOfDate(1);
            }
            return PaymentBatches.decide(stores, attempts);
        });
    }

    private boolean isSomebodyWaitingForALock() {
        String waiting = TestPostgres.execute(
                TestPostgres.name(settings),
                "select count(*) from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock'");
        return !waiting.equals("0");
    }

    @Test
    void twoServersHandOutDifferentNumbers() {
        try (Database first = Database.open(settings);
                Database second = Database.open(settings)) {
            Set<PaymentId> seen = new HashSet<>();
            for (int i = 0; i < 5; i++) {
                seen.addAll(first.unitOfWork()
                        .<List<PaymentId>>write(stores -> stores.payments().nextIds(700)));
                seen.addAll(second.unitOfWork()
                        .<List<PaymentId>>write(stores -> stores.payments().nextIds(700)));
            }

            assertThat(seen).hasSize(7000);
        }
    }

    @Test
    void commitsAreDurableEvenWhereTheServerIsSetUpOtherwise() throws SQLException {
        String name = settings.url().replaceAll(".*/|\\?.*", "");
        TestPostgres.execute("postgres", "alter database " + name + " set synchronous_commit = off");
        assertThat(TestPostgres.execute(name, "show synchronous_commit")).isEqualTo("off");

        assertThat(settingOfOurs("synchronous_commit")).isEqualTo("on");

        TestPostgres.execute("postgres", "alter database " + name + " set synchronous_commit = remote_apply");
        assertThat(settingOfOurs("synchronous_commit")).isEqualTo("remote_apply");
    }

    @Test
    void aCommitIsDurableEvenWhereAPoolerHasGivenUsAnotherSession() throws SQLException {
        Engine engine = Engine.of(settings);
        try (HikariDataSource writers = new HikariDataSource(engine.writers(settings));
                Connection connection = writers.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set session synchronous_commit = off");
            statement.execute("create table written as select generate_series(1, 10000)");
            String end = value(statement, "select pg_current_wal_insert_lsn()");

            engine.commit(connection, true);

            assertThat(value(statement, "select pg_current_wal_flush_lsn() >= cast('" + end + "' as pg_lsn)"))
                    .isEqualTo("t");
            assertThat(value(statement, "select count(*) from written")).isEqualTo("10000");
        }
    }

    /** The pool asks its first connection what is usual, and takes the others to be alike. */
    @Test
    void aConnectionIsIsolatedAsItShouldBeWhateverIsUsualWhenItIsMade() throws SQLException {
        assertThat(isolationOfTheSecond(Engine.of(settings).writers(settings), "read committed"))
                .isEqualTo("read committed");
        assertThat(isolationOfTheSecond(Engine.of(settings).readers(settings), "repeatable read"))
                .isEqualTo("repeatable read");
    }

    private String isolationOfTheSecond(HikariConfig config, String usualForTheFirst) throws SQLException {
        String change = "alter database " + TestPostgres.name(settings) + " set default_transaction_isolation = ";
        TestPostgres.execute("postgres", change + "'" + usualForTheFirst + "'");
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection first = pool.getConnection()) {
            assertThat(first.isValid(1)).isTrue();
            TestPostgres.execute("postgres", change + "'serializable'");
            try (Connection second = pool.getConnection();
                    Statement statement = second.createStatement()) {
                return value(statement, "show transaction_isolation");
            }
        }
    }

    private static String value(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void aDatabaseThatCannotHoldAllTextsIsRefusedWithAWayOut() {
        TestPostgres.execute("postgres", "create database ascii encoding 'SQL_ASCII' locale 'C' template template0");
        DatabaseSettings ascii = DatabaseSettings.of(settings.url().replaceFirst("/test_\\d+", "/ascii"));

        assertThatThrownBy(() -> Database.open(ascii))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("SQL_ASCII")
                .hasMessageContaining("encoding 'UTF8' template template0");

        assertThat(TestPostgres.execute("ascii", "select count(*) from pg_tables where schemaname = 'public'"))
                .as("nothing was written")
                .isEqualTo("0");
    }

    @Test
    void connectionsThatWereEndedAreReplacedBeforeAnybodyIsRefused() {
        try (LivePayments payments = new LivePayments(settings, 100)) {
            for (int i = 0; i < 5; i++) {
                TestPostgres.endConnections(settings);
                assertThat(LivePayments.outcome(payments.request("next " + i)))
                        .isInstanceOf(PaymentOutcome.Settled.class);
            }
            payments.assertThatEverybodyWasToldTheTruth();
        }
    }

    @Test
    void connectionsThatWereMadeWhileTheDatabaseWasReadOnlyAreNotKept() {
        String name = TestPostgres.name(settings);
        try (LivePayments payments = new LivePayments(settings, 100)) {
            TestPostgres.execute("postgres", "alter database " + name + " set default_transaction_read_only = on");
            TestPostgres.endConnections(settings);
            for (int i = 0; i < 5; i++) {
                assertThat(LivePayments.outcome(payments.request("lost " + i)))
                        .isInstanceOf(PaymentOutcome.NotRecorded.class);
            }

            TestPostgres.execute("postgres", "alter database " + name + " reset default_transaction_read_only");
            // Whoever finds one that is left has the others closed.
            LivePayments.outcome(payments.request("last"));
            assertThat(LivePayments.outcome(payments.request("first"))).isInstanceOf(PaymentOutcome.Settled.class);
            payments.assertThatEverybodyWasToldTheTruth();
        }
    }

    @Test
    void aServerThatIsGoneIsNoticedSoon() throws SQLException {
        assertThat(settingOfOurs("idle_in_transaction_session_timeout")).isEqualTo("30s");
        assertThat(settingOfOurs("tcp_keepalives_idle")).isEqualTo("10");
    }

    @Test
    void aServerThatIsNotThereIsReportedWithItsPlaceAndNoSecret() {
        DatabaseSettings nowhere = new DatabaseSettings(
                "jdbc:postgresql://localhost:1/nowhere?password=hunter2&loginTimeout=1",
                Optional.of("ann"),
                Optional.empty(),
                2);

        assertThatThrownBy(() -> Database.open(nowhere))
                .isInstanceOfSatisfying(
                        StorageFailure.class,
                        failure -> assertThat(failure.category()).isEqualTo(StorageFailure.Category.UNAVAILABLE))
                .hasMessageContaining("jdbc:postgresql://localhost:1/nowhere")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void theModuleOffersTheDatabasesUnitOfWork() {
        try (Database database = Database.open(settings)) {
            UnitOfWork bound =
                    Guice.createInjector(new PersistenceModule(database)).getInstance(UnitOfWork.class);

            assertThat(bound).isSameAs(database.unitOfWork());
        }
    }

    private String settingOfOurs(String setting) throws SQLException {
        try (HikariDataSource writers = new HikariDataSource(Engine.of(settings).writers(settings));
                Connection connection = writers.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    private static long accepted(UnitOfWork server, PaymentOrder order) {
        return PaymentBatches.run(server, List.of(order)).accepted().stream()
                .mapToLong(payment -> payment.order().amount().value())
                .sum();
    }

    private static void addUser(Database database, String name, SpendingLimits limits) {
        database.unitOfWork().<Boolean>write(stores -> {
            if (stores.apps().find(SHOP).isEmpty()) {
                Samples.addApp(stores, SHOP.value());
            }
            Samples.addUser(stores, name, 1_000_000);
            Samples.addAuthorization(stores, open(name), SHOP, limits);
            return true;
        });
    }

    private static UserOpenId open(String name) {
        return Samples.user(name).openId();
    }
}
