package io.farthing.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.farthing.application.port.out.StoresContract;
import io.farthing.application.port.out.UnitOfWork;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.TestPostgres;
import io.farthing.persistence.engine.Engine;
import io.farthing.persistence.jooq.DefaultSchema;
import io.farthing.persistence.payment.DistributedEngines;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** PostgreSQL does what every storage does, in words that its distributed relatives understand as well. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PostgresStoresTest implements StoresContract {

    private final SqlRecorder recorder = new SqlRecorder();
    private DatabaseSettings settings;
    private HikariDataSource writers;
    private HikariDataSource readers;
    private Engine engine;
    private UnitOfWork unitOfWork;

    @BeforeAll
    void open() throws SQLException {
        settings = TestPostgres.newDatabase(8);
        Database.open(settings).close();
        engine = Engine.of(settings);
        writers = new HikariDataSource(engine.writers(settings));
        readers = new HikariDataSource(engine.readers(settings));
        engine.check(recorder.recording(writers));
    }

    // A server that runs never sees its tables emptied, and remembers what was in them.
    @BeforeEach
    void begin() {
        TestPostgres.empty(settings);
        JooqUnitOfWork fresh =
                new JooqUnitOfWork(engine, recorder.recording(writers), recorder.recording(readers), Pause.random());
        fresh.prepare();
        unitOfWork = fresh;
    }

    @AfterAll
    void close() {
        readers.close();
        writers.close();
    }

    @Override
    public UnitOfWork unitOfWork() {
        return unitOfWork;
    }

    /** Runs last, when all the contracts' tests have had their statements recorded. */
    @Test
    @Order(Integer.MAX_VALUE)
    void noStatementNeedsWhatDistributedEnginesLack() {
        Set<String> statements = recorder.statements();
        assertThat(DefaultSchema.DEFAULT_SCHEMA.getTables())
                .as("the contracts have run, and use every table")
                .allSatisfy(table -> assertThat(statements).anyMatch(sql -> sql.contains(table.getName())));

        assertThat(statements)
                .allSatisfy(sql ->
                        assertThat(DistributedEngines.violations(sql)).as(sql).isEmpty());
    }
}
