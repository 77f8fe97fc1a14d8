package io.farthing.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.farthing.application.port.out.StoresContract;
import io.farthing.application.port.out.UnitOfWork;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A schema in the H2 file of a host does what every storage does. */
final class HostedH2StoresTest implements StoresContract {

    @TempDir
    private Path folder;

    private HikariDataSource host;
    private Database database;

    @BeforeEach
    void open() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:file:" + folder.resolve("host") + ";DATABASE_TO_LOWER=TRUE");
        config.setMaximumPoolSize(20);
        host = new HikariDataSource(config);
        database = Database.in(host, "farthing", 8);
    }

    @AfterEach
    void close() {
        database.close();
        host.close();
    }

    @Override
    public UnitOfWork unitOfWork() {
        return database.unitOfWork();
    }
}
