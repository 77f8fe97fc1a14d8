package io.farthing.persistence;

import io.farthing.application.port.out.StoresContract;
import io.farthing.application.port.out.UnitOfWork;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** H2 in a file does what every storage does. */
final class H2FileStoresTest implements StoresContract {

    @TempDir
    private Path folder;

    private Database database;

    @BeforeEach
    void open() {
        String url = "jdbc:h2:file:" + folder.resolve("farthing");
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
