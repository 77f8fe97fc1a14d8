package io.farthing.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.domain.money.Satoshis;
import io.farthing.persistence.TableContents;
import io.farthing.persistence.schema.Migrations;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of those who ask for the sum of all wallets, to put something in, one has it at a time. */
final class FundingLockTest {

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void theSumIsLockedAlsoWhileNothingHasBeenFunded(String kind) throws SQLException {
        try (ImpatientDatabase database = ImpatientDatabase.open(kind)) {
            Migrations.run(database.connections(), database.engine());
            UnitOfWork server = database.server();
            UnitOfWork other = database.server();

            server.<Boolean>write(stores -> {
                stores.wallets().lockTotal();
                assertThatItFails(() -> total(other), StorageFailure.Category.CONFLICT);
                return true;
            });
            assertThat(total(other)).isEqualTo(Satoshis.ZERO);

            // Without the row nobody would be locked out, and nobody would notice.
            TableContents.execute(database.settings(), "delete from funding_lock");
            assertThatItFails(() -> total(other), StorageFailure.Category.FAULT);
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
