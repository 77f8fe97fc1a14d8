package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.farthing.application.fake.Samples;
import io.farthing.application.port.out.LeaseStore;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.Stores;
import io.farthing.application.service.LedgerService;
import io.farthing.persistence.copy.CopyBench;
import io.farthing.persistence.copy.CopySample;
import io.farthing.persistence.engine.Engine;
import io.farthing.persistence.engine.TestEngines;
import io.farthing.persistence.schema.TestMigrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** PostgreSQL takes the locks from a server that is gone, and nothing from one that only takes its time. */
final class IdleTransactionTest {

    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final String LONGER_THAN_IDLE = "select pg_sleep(2)";

    private final DatabaseSettings settings = TestPostgres.newDatabase(4);
    private final String name = TestPostgres.name(settings);
    private final Engine impatient =
            TestEngines.postgres(Duration.ofSeconds(10), Duration.ofSeconds(1), IDLE, Duration.ofSeconds(30));

    @Test
    void whatAServerHasLockedThatIsGoneIsFreeAfterAWhile() {
        try (Database database = Database.open(settings, impatient)) {
            database.unitOfWork().<Boolean>write(IdleTransactionTest::take);

            // It goes on only when somebody else has got the row that it has changed.
            assertThatThrownBy(() -> database.unitOfWork().<Boolean>write(stores -> {
                        take(stores);
                        TestPostgres.execute(name, "set lock_timeout = '30s'; update leases set until_ms = 7");
                        return take(stores);
                    }))
                    .isInstanceOfSatisfying(
                            StorageFailure.class,
                            failure -> assertThat(failure.category()).isEqualTo(StorageFailure.Category.UNAVAILABLE));

            assertThat(TestPostgres.execute(name, "select until_ms from leases"))
                    .isEqualTo("7");
            assertThat(database.unitOfWork().<Boolean>write(IdleTransactionTest::take))
                    .as("the connection that was ended is not used again")
                    .isTrue();
        }
    }

    @Test
    void aMigrationTakesAsLongAsItTakes() throws SQLException {
        try (HikariDataSource connections = new HikariDataSource(impatient.writers(settings))) {
            TestMigrations.flyway(connections, impatient).target("5").load().migrate();
        }
        try (Connection other = TestPostgres.connect(name)) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table leases");
            CompletableFuture<Database> opened =
                    CompletableFuture.supplyAsync(() -> Database.open(settings, impatient));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> TestPostgres.execute(name, "select count(*) from pg_locks where not granted")
                            .equals("1"));

            TestPostgres.execute(name, LONGER_THAN_IDLE);
            other.rollback();

            opened.join().close();
        }
    }

    @Test
    void checkingTheBooksAndCopyingPauseForAsLongAsTheyLikeWhateverIsSetForTheDatabase() throws SQLException {
        try (Database database = Database.open(settings)) {
            CopySample.fill(database.unitOfWork(), 10);
        }
        DatabaseSettings target = TestPostgres.newDatabase(4);
        for (String each : new String[] {name, TestPostgres.name(target)}) {
            TestPostgres.execute(
                    "postgres", "alter database " + each + " set idle_in_transaction_session_timeout = 1000");
        }
        Set<String> paused = new TreeSet<>();

        try (Database database = Database.open(settings)) {
            assertThat(new LedgerService(database.unitOfWork())
                            .verify((read, about) -> TestPostgres.execute(name, LONGER_THAN_IDLE))
                            .isBalanced())
                    .isTrue();
        }
        CopyBench.copy(settings, target, (step, table, rows, of) -> {
            if (table.equals("payments") && rows == 0 && paused.add(step.name())) {
                TestPostgres.execute(name, LONGER_THAN_IDLE);
            }
        });

        assertThat(paused).hasSize(3);
    }

    private static boolean take(Stores stores) {
        return stores.leases()
                .take(LeaseStore.Task.RECONCILIATION, "a server", Samples.NOW, Samples.NOW.plusSeconds(1));
    }
}
