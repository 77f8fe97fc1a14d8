package io.farthing.persistence.h2;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.farthing.application.fake.Samples;
import io.farthing.domain.user.User;
import io.farthing.persistence.Database;
import io.farthing.persistence.DatabaseSettings;
import io.farthing.persistence.TableContents;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.h2.engine.SessionLocal;
import org.h2.mvstore.tx.Transaction;
import org.h2.mvstore.tx.TransactionStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A commit amid which the process was killed is finished when the database is opened: all of it counts, or nothing. */
@Timeout(60)
final class H2LeftoversTest {

    @TempDir
    private Path folder;

    @Test
    void aCommitThatWasBrokenOffIsFinished() throws Exception {
        kill("dead", "update wallets set balance = balance + 1000");

        try (Database reopened = Database.open(settings("dead"))) {
            assertThat(balances("dead")).containsExactly(1005L, 1005L);
            // Nobody waits for the one that was killed.
            TableContents.execute(settings("dead"), "update wallets set balance = balance + 1");
            assertThat(balances("dead")).containsExactly(1006L, 1006L);
        }
        try (Database again = Database.open(settings("dead"))) {
            assertThat(balances("dead")).containsExactly(1006L, 1006L);
        }
    }

    @Test
    void inADatabaseOfAHostItIsFinishedToo() throws Exception {
        kill("dead", "update wallets set balance = balance + 1000");

        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(H2Url.withOptions(settings("dead").url()));
        config.setUsername("sa");
        config.setPassword("");
        try (HikariDataSource host = new HikariDataSource(config);
                Database reopened = Database.in(host, "public", 2)) {
            assertThat(balances("dead")).containsExactly(1005L, 1005L);
            TableContents.execute(settings("dead"), "shutdown");
        }
    }

    /** Leaves a file as a process does that was killed when it had begun to commit this statement. */
    private void kill(String name, String sql) throws Exception {
        try (Database live = Database.open(settings("live"))) {
            for (String user : List.of("ann", "bob")) {
                live.unitOfWork().<User>write(stores -> Samples.addUser(stores, user, 5));
            }
            try (Connection connection = connect("live");
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                SessionLocal session = H2Databases.session(connection);
                statement.execute(sql);
                Transaction transaction = session.getTransaction();
                // A killed process cannot be had here: this is the first step of TransactionStore.commit().
                Method begin =
                        TransactionStore.class.getDeclaredMethod("markUndoLogAsCommitted", int.class, long.class);
                begin.setAccessible(true);
                begin.invoke(session.getDatabase().getStore().getTransactionStore(), transaction.getId(), 1);
                H2Databases.store(connection).commit();
                Files.copy(folder.resolve("live.mv.db"), folder.resolve(name + ".mv.db"));
                statement.execute("shutdown immediately");
            } catch (SQLException e) {
                // It was shut down, and cannot be closed any more.
            }
        }
    }

    private List<Long> balances(String name) throws SQLException {
        List<Long> balances = new ArrayList<>();
        try (Connection connection = connect(name);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select balance from wallets order by user_id")) {
            while (rows.next()) {
                balances.add(rows.getLong(1));
            }
        }
        return balances;
    }

    private Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(H2Url.withOptions(settings(name).url()), "sa", "");
    }

    private DatabaseSettings settings(String name) {
        return DatabaseSettings.of("jdbc:h2:file:" + folder.resolve(name));
    }
}
