package io.farthing.persistence;

import io.farthing.application.port.out.StoresContract;
import io.farthing.application.port.out.UnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** PostgreSQL does what every storage does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresStoresTest implements StoresContract {

    private DatabaseSettings settings;
    private Database database;

    @BeforeAll
    void create() {
        settings = TestPostgres.newDatabase(8);
        Database.open(settings).close();
    }

    // A server that runs never sees its tables emptied, and remembers what was in them.
    @BeforeEach
    void open() {
        TestPostgres.empty(settings);
        database = Database.open(settings);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    public UnitOfWork unitOfWork() {
        return database.unitOfWork();
    }
}
