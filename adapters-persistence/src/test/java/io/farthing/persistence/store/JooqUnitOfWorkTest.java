package io.farthing.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.application.port.out.Stores;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.engine.Engine;
import io.farthing.persistence.h2.H2Url;
import io.farthing.persistence.payment.Reading;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a unit of work is tried. */
final class JooqUnitOfWorkTest {

    private static final String URL = "jdbc:h2:mem:unused";

    private final List<Integer> pauses = new ArrayList<>();
    private HikariDataSource connections;
    private JooqUnitOfWork unitOfWork;

    @BeforeEach
    void open() {
        DatabaseSettings settings = new DatabaseSettings(URL, Optional.empty(), Optional.empty(), 2);
        Engine engine = Engine.of(settings);
        connections = new HikariDataSource(engine.writers(settings));
        unitOfWork = new JooqUnitOfWork(engine, connections, connections, pauses::add);
    }

    @AfterEach
    void close() {
        connections.close();
    }

    @Test
    void aConflictIsTriedAgainAfterAPause() {
        AtomicInteger runs = new AtomicInteger();

        int result = unitOfWork.write(stores -> {
            if (runs.incrementAndGet() < 4) {
                throw failure(Category.CONFLICT);
            }
            return 42;
        });

        assertThat(result).isEqualTo(42);
        assertThat(pauses).containsExactly(1, 2, 3);
    }

    @Test
    void aConnectionThatWasCutOffIsReplacedOnce() {
        AtomicInteger runs = new AtomicInteger();
        Function<Stores, Integer> cutOffOnce = stores -> {
            if (runs.incrementAndGet() % 2 == 1) {
                throw cutOff(new SQLException("ended by its operator", "57P01"));
            }
            return 42;
        };

        assertThat(unitOfWork.write(cutOffOnce)).isEqualTo(42);
        assertThat(unitOfWork.read(cutOffOnce)).isEqualTo(42);
        assertThat(runs).hasValue(4);
        assertThat(pauses).isEmpty();
    }

    /** It is committed: to run it once more, or to say that nothing was written, would be wrong. */
    @Test
    void whatIsCommittedCountsAlsoWhenItsConnectionIsClosedBeforeItIsGivenBack() {
        AtomicInteger runs = new AtomicInteger();

        int result = unitOfWork.write(stores -> {
            runs.incrementAndGet();
            ((JooqStores) stores).work().afterCommit(() -> closeDatabase());
            return 42;
        });

        assertThat(result).isEqualTo(42);
        assertThat(runs).hasValue(1);
    }

    private static void closeDatabase() {
        try (Connection other = DriverManager.getConnection(H2Url.withOptions(URL), "sa", "");
                Statement statement = other.createStatement()) {
            statement.execute("shutdown");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aConnectionThatWasCutOffIsNotReplacedForEver() {
        assertThatTriedInVain(2, new SQLException("ended by its operator", "57P01"));
    }

    /** Whoever has waited so long for an answer does not wait once more. */
    @Test
    void aConnectionThatFellSilentIsNotReplaced() {
        assertThatTriedInVain(1, new SQLException("nobody answered", "08006", new SocketTimeoutException()));
    }

    private void assertThatTriedInVain(int times, SQLException failure) {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> unitOfWork.write(stores -> {
                    runs.incrementAndGet();
                    throw cutOff(failure);
                }))
                .isInstanceOfSatisfying(
                        StorageFailure.class,
                        thrown -> assertThat(thrown.category()).isEqualTo(Category.UNAVAILABLE));
        assertThat(runs).hasValue(times);
    }

    private static DataAccessException cutOff(SQLException failure) {
        return new DataAccessException("a statement failed", failure);
    }

    @Test
    void aConflictIsNotTriedForEver() {
        AtomicInteger runs = new AtomicInteger();

        assertThatThrownBy(() -> unitOfWork.write(stores -> {
                    runs.incrementAndGet();
                    throw failure(Category.CONFLICT);
                }))
                .isInstanceOfSatisfying(
                        StorageFailure.class,
                        failure -> assertThat(failure.category()).isEqualTo(Category.CONFLICT));

        assertThat(runs).hasValue(JooqUnitOfWork.MAX_ATTEMPTS);
        assertThat(pauses).hasSize(JooqUnitOfWork.MAX_ATTEMPTS - 1);
    }

    @Test
    void nothingElseIsTriedAgain() {
        AtomicInteger runs = new AtomicInteger();
        for (Category category : List.of(Category.FAULT, Category.UNAVAILABLE, Category.OUTCOME_UNKNOWN)) {
            assertThatThrownBy(() -> unitOfWork.write(stores -> {
                        runs.incrementAndGet();
                        throw failure(category);
                    }))
                    .isInstanceOf(StorageFailure.class);
        }

        assertThat(runs).hasValue(3);
        assertThat(pauses).isEmpty();
    }

    @Test
    void onlyAfterAConflictBatchesRelyOnMemoryLess() {
        assertThatThrownBy(() -> unitOfWork.write(stores -> {
                    throw failure(Category.UNAVAILABLE);
                }))
                .isInstanceOf(StorageFailure.class);
        assertThat(nextReading()).isEqualTo(Reading.REMEMBERED);

        aConflictIsTriedAgainAfterAPause();
        assertThat(nextReading()).isEqualTo(Reading.LOCKED);
    }

    private Reading nextReading() {
        return unitOfWork.write(stores -> ((JooqStores) stores).work().nextReading());
    }

    private static StorageFailure failure(Category category) {
        return new StorageFailure(category, "on purpose", new IllegalStateException());
    }
}
