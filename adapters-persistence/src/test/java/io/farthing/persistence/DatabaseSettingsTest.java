package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farthing.domain.secret.Secret;
import io.farthing.persistence.h2.H2Url;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be said about a database, and what never is told of it. */
final class DatabaseSettingsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:file:/var/lib/farthing/db",
                "jdbc:h2:file:./db;CIPHER=AES",
                "jdbc:h2:./db",
                "jdbc:h2:~/db",
                "jdbc:h2:mem:demo",
                "jdbc:postgresql://localhost/farthing",
                "jdbc:postgresql:farthing",
                "jdbc:postgresql://",
                "jdbc:postgresql:",
                "jdbc:postgresql://[::1]:5432,two/farthing?user=ann@example"
            })
    void embeddedH2AndPostgresAreSupported(String url) {
        assertThat(settings(url, 4).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://localhost/farthing",
                "jdbc:h2:tcp://localhost/db",
                "postgres://localhost",
                "",
                "jdbc:h2:db"
            })
    void anythingElseIsRefusedWithWhatIsSupported(String url) {
        assertThatThrownBy(() -> settings(url, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:h2:file:")
                .hasMessageContaining("jdbc:postgresql:");
    }

    @Test
    void aRefusalNamesTheKindAndNoSecret() {
        assertThatThrownBy(() -> settings("jdbc:mysql://root:hunter2@localhost/farthing?password=hunter2", 4))
                .hasMessageContaining("jdbc:mysql:")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void whatHasNoKindIsToldOnlyWhatItMustBe() {
        assertThatThrownBy(() -> settings("postgres://localhost", 4))
                .hasMessageStartingWith("the database URL must begin with jdbc:h2:file:");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, DatabaseSettings.MAX_POOL_SIZE + 1})
    void aPoolHasConnectionsButNotTooMany(int size) {
        assertThatThrownBy(() -> settings("jdbc:h2:mem:demo", size))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pool size is " + size);
    }

    /** It would tell them: what it cannot read it logs as it stands, and a machine that nobody knows, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://ann:hunter2@db:5432/farthing",
                "jdbc:postgresql://ann:hunter2@db/farthing",
                "jdbc:postgresql://ann:hunter2/@db/farthing",
                "jdbc:postgresql://db?password=hunter2",
                "jdbc:postgresql://db:5432?password=hunter2/"
            })
    void whatTheDriverCannotReadIsRefusedBeforeItTellsSecrets(String url) {
        assertThatThrownBy(() -> settings(url, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:postgresql://localhost/farthing")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void thePlaceIsToldWithoutSecrets() {
        assertThat(settings("jdbc:postgresql://db:5432/farthing?password=hunter2", 4)
                        .location())
                .isEqualTo("jdbc:postgresql://db:5432/farthing");
        assertThat(settings("jdbc:h2:file:./db;PASSWORD=hunter2", 4).toString())
                .contains("jdbc:h2:file:./db")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WRITE_DELAY=500",
                "db_close_on_exit=TRUE",
                "AUTO_SERVER=TRUE",
                "MODE=MySQL",
                "TRACE_LEVEL_FILE=3"
            })
    void whatDurabilityRestsOnIsNotTheOperatorsToChoose(String parameter) {
        assertThatThrownBy(() -> Database.open(settings("jdbc:h2:mem:demo;" + parameter, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("leave it out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:", "jdbc:h2:mem:;TRACE_LEVEL_FILE=0"})
    void aDatabaseInMemoryHasAName(String url) {
        assertThatThrownBy(() -> Database.open(settings(url, 4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:h2:mem:farthing");
    }

    @Test
    void aUrlMaySayWhatHoldsAnyway() {
        String url = "jdbc:h2:mem:repeats;DB_CLOSE_DELAY=-1;db_close_on_exit=false;TRACE_LEVEL_FILE=0";
        try (Database database = Database.open(settings(url, 4))) {
            assertThat(database.unitOfWork()
                            .<Long>read(stores -> stores.journal().paymentCount()))
                    .isZero();
        }
    }

    @Test
    void h2UsesRoomAgainAfterASecondUnlessTheUrlSaysOtherwise() {
        assertThat(H2Url.withOptions("jdbc:h2:file:./db;IFEXISTS=TRUE")).containsOnlyOnce(";RETENTION_TIME=1000;");
        assertThat(H2Url.withOptions("jdbc:h2:file:./db;retention_time=45000"))
                .contains(";retention_time=45000;")
                .doesNotContain("RETENTION_TIME=1000");
    }

    @Test
    void h2KeepsNoFileOfErrors(@TempDir Path folder) throws SQLException {
        H2File.register();
        String url = H2Url.withOptions("jdbc:h2:file:" + folder.resolve("db"));
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select 1 / 0")).isInstanceOf(SQLException.class);
            statement.execute("shutdown");
        }
        assertThat(folder).isDirectoryContaining("glob:**.mv.db").isDirectoryNotContaining("glob:**.trace.db");
    }

    private static DatabaseSettings settings(String url, int poolSize) {
        return new DatabaseSettings(url, Optional.of("ann"), Optional.of(new Secret("hunter2")), poolSize);
    }
}
