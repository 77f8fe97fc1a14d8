package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.farthing.application.fake.CountingPaymentMeter;
import io.farthing.application.port.in.CheckReadiness;
import io.farthing.application.port.in.PlatformSettings;
import io.farthing.application.service.UseCases;
import io.farthing.domain.money.Satoshis;
import io.farthing.persistence.h2.LimitedDisk;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server knows that its database refuses whatever is written, before any payment is refused, and when that is over. */
final class ReadinessTest {

    private static final String NOT_WRITABLE = "the database cannot be written to";

    @TempDir
    private Path folder;

    @BeforeEach
    @AfterEach
    void makeRoom() {
        LimitedDisk.fill(false);
    }

    @Test
    void aPostgresqlThatBecomesReadOnlyIsAProblemUntilItIsNotAnyMore() {
        DatabaseSettings settings = TestPostgres.newDatabase(4);
        String name = TestPostgres.name(settings);
        try (Database database = Database.open(settings);
                UseCases useCases = useCases(database)) {
            CheckReadiness readiness = useCases.checkReadiness();
            assertThat(readiness.problem()).isEmpty();

            TestPostgres.execute("postgres", "alter database " + name + " set default_transaction_read_only = on");
            TestPostgres.endConnections(settings);
            awaitProblem(readiness, Optional.of(NOT_WRITABLE));

            TestPostgres.execute("postgres", "alter database " + name + " reset default_transaction_read_only");
            awaitProblem(readiness, Optional.empty());
        }
        assertThat(TestPostgres.execute(name, "select count(*) from leases")).isEqualTo("0");
    }

    @Test
    void locksOfPaymentsAreNoProblem() throws Exception {
        DatabaseSettings settings = TestPostgres.newDatabase(4);
        try (Database database = Database.open(settings);
                UseCases useCases = useCases(database);
                var locking = TestPostgres.connect(TestPostgres.name(settings));
                var statement = locking.createStatement()) {
            locking.setAutoCommit(false);
            statement.execute("lock table payments, wallets, authorizations in access exclusive mode");

            assertThat(useCases.checkReadiness().problem()).isEmpty();
        }
    }

    @Test
    void aFullDiskUnderH2IsAProblemUntilThereIsRoom() {
        try (Database database = Database.open(LimitedDisk.settings(folder.resolve("live")));
                UseCases useCases = useCases(database)) {
            CheckReadiness readiness = useCases.checkReadiness();
            assertThat(readiness.problem()).isEmpty();

            LimitedDisk.fill(true);
            awaitProblem(readiness, Optional.of(NOT_WRITABLE));

            LimitedDisk.fill(false);
            awaitProblem(readiness, Optional.empty());
        }
    }

    // What is known of writing is good for a second.
    private static void awaitProblem(CheckReadiness readiness, Optional<String> problem) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(100))
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(readiness.problem()).isEqualTo(problem));
    }

    private static UseCases useCases(Database database) {
        PlatformSettings settings =
                new PlatformSettings(Satoshis.of(1), false, false, false, Duration.ofHours(1), 100, 100);
        return new UseCases(
                database.unitOfWork(),
                Optional.empty(),
                new CountingPaymentMeter(),
                settings,
                InstantSource.system(),
                new SecureRandom(),
                Optional.empty(),
                Optional.empty());
    }
}
