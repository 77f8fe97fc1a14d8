package io.farthing.persistence.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.application.port.out.StorageFailure;
import io.farthing.application.port.out.StorageFailure.Category;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.h2.H2Url;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2EngineTest {

    private static final String URL = "jdbc:h2:mem:statements";
    private static final String SQL = "select 1";

    private final H2Engine engine = H2Engine.of(DatabaseSettings.of(URL));

    @Test
    void aDatabaseThatHadToBeOpenedAgainHasNoSecondOpeningEither(@TempDir Path folder) throws SQLException {
        DatabaseSettings settings = DatabaseSettings.of("jdbc:h2:file:" + folder.resolve("farthing"));
        try (Database database = Database.open(settings)) {
            failed(settings);
            awaitWork(database);

            assertThatThrownBy(() -> Database.open(settings)).hasMessageContaining("has it open already");
        }
        Database.open(settings).close();
    }

    /** Its file would stay locked, and no connection could be opened any more. */
    @Test
    void aDatabaseThatH2HasForgottenIsClosed(@TempDir Path folder) throws SQLException {
        DatabaseSettings settings = DatabaseSettings.of("jdbc:h2:file:" + folder.resolve("farthing"));
        try (Database database = Database.open(settings)) {
            org.h2.engine.Database failed = failed(settings);
            awaitWork(database);

            // What a session does that notices late, when the next database is open already.
            failed.setPowerOffCount(1);
            assertThatThrownBy(failed::checkPowerOff).isInstanceOf(DbException.class);
            assertThatThrownBy(() -> database.unitOfWork().read(stores -> {
                        throw new StorageFailure(Category.UNAVAILABLE, "all connections are given up", null);
                    }))
                    .isInstanceOf(StorageFailure.class);

            assertThat(database.unitOfWork().<Boolean>read(stores -> true))
                    .as("whoever waited for it too long gets on")
                    .isTrue();
        }
        Database.open(settings).close();
    }

    private static org.h2.engine.Database failed(DatabaseSettings settings) throws SQLException {
        try (Connection connection = DriverManager.getConnection(H2Url.withOptions(settings.url()), "sa", "");
                Statement statement = connection.createStatement()) {
            SessionLocal session =
                    (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            org.h2.engine.Database database = session.getDatabase();
            statement.execute("shutdown immediately");
            return database;
        }
    }

    private static void awaitWork(Database database) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> database.unitOfWork().<Boolean>read(stores -> true));
    }

    @Test
    void statementsEndWithTheirConnection() throws SQLException {
        try (Connection lasting = DriverManager.getConnection(URL)) {
            PreparedStatement kept = engine.prepare(lasting, SQL);
            Connection ending = DriverManager.getConnection(URL);
            PreparedStatement forgotten = engine.prepare(ending, SQL);
            ending.close();

            try (Connection next = DriverManager.getConnection(URL)) {
                assertThat(engine.prepare(next, SQL)).isNotIn(kept, forgotten);
            }

            assertThat(forgotten.isClosed()).isTrue();
            assertThat(engine.prepare(lasting, SQL)).isSameAs(kept);
            assertThat(kept.isClosed()).isFalse();
        }
    }
}
