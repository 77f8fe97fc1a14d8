package io.farthing.persistence;

import io.farthing.application.port.out.StoresContract;
import io.farthing.application.port.out.UnitOfWork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** PostgreSQL does what every storage does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresStoresTest implements StoresContract {

    private DatabaseSettings settings;
    private Database database;

    @BeforeAll
    void open() {
        settings = TestPostgres.newDatabase(8);
        database = Database.open(settings);
    }

    @BeforeEach
    void empty() {
        TestPostgres.empty(settings);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Override
    public UnitOfWork unitOfWork() {
        return database.unitOfWork();
    }
}
