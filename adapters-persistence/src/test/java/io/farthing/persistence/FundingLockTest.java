package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.money.Satoshis;
import java.sql.SQLException;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of those who ask for the sum of all wallets, to put something in, one has it at a time. */
final class FundingLockTest {

    /** The databases, and how one says there that a lock is waited for 100 ms. */
    @ParameterizedTest
    @CsvSource({"h2, set lock_timeout 100", "postgres, set lock_timeout = 100"})
    void theSumIsLockedAlsoWhileNothingHasBeenFunded(String kind, String impatience) throws SQLException {
        DatabaseSettings settings = kind.equals("h2")
                ? new DatabaseSettings("jdbc:h2:mem:funding-lock", Optional.empty(), Optional.empty(), 2)
                : TestPostgres.newDatabase(2);
        Engine engine = Engine.of(settings);
        HikariConfig config = engine.writers(settings);
        config.setConnectionInitSql(impatience);
        try (HikariDataSource connections = new HikariDataSource(config)) {
            Migrations.run(connections, engine);
            UnitOfWork server = new JooqUnitOfWork(engine, connections, connections, failedAttempts -> {});
            UnitOfWork other = new JooqUnitOfWork(engine, connections, connections, failedAttempts -> {});

            server.<Boolean>write(stores -> {
                stores.wallets().lockTotal();
                assertThatItFails(() -> total(other), StorageFailure.Category.CONFLICT);
                return true;
            });
            assertThat(total(other)).isEqualTo(Satoshis.ZERO);

            // Without the row nobody would be locked out, and nobody would notice.
            TableContents.execute(settings, "delete from funding_lock");
            assertThatItFails(() -> total(other), StorageFailure.Category.FAULT);
        } finally {
            engine.shutDown(settings);
        }
    }

    private static Satoshis total(UnitOfWork server) {
        return server.write(stores -> stores.wallets().lockTotal());
    }

    private static void assertThatItFails(ThrowingCallable call, StorageFailure.Category category) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageFailure.class,
                        failure -> assertThat(failure.category()).isEqualTo(category));
    }
}
