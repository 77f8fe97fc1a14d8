package io.farthing.persistence;

import io.farthing.application.port.out.StoresContract;
import io.farthing.application.port.out.UnitOfWork;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** H2 in memory does what every storage does. */
final class H2MemoryStoresTest implements StoresContract {

    private Database database;

    @BeforeEach
    void open() {
        String url = "jdbc:h2:mem:" + UUID.randomUUID();
        database = Database.open(new DatabaseSettings(url, Optional.empty(), Optional.empty(), 8));
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
