package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.farthing.persistence.engine.Engine;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A host gets back whatever it has lent. */
final class LentConnectionsTest {

    @Test
    void aConnectionThatIsOfNoUseIsGivenBack() {
        try (HikariDataSource host = host()) {
            DataSource aborting = proxy(
                    DataSource.class, (method, arguments) -> aborted((Connection) method.invoke(host, arguments)));
            LentConnections lent = new LentConnections(aborting, List.of("lock_timeout"));

            assertThatThrownBy(lent::getConnection)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("current transaction is aborted");

            assertThat(host.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    void aSettingThatAnOlderVersionDoesNotHaveIsNotGivenBack() throws SQLException {
        try (HikariDataSource host = host()) {
            LentConnections lent = new LentConnections(host, List.of("a_setting.of_later", "lock_timeout"));

            try (Connection ours = lent.getConnection();
                    Statement statement = ours.createStatement()) {
                statement.execute("set lock_timeout = 7");
            }

            try (Connection theirs = host.getConnection();
                    Statement statement = theirs.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select current_setting('lock_timeout'), current_setting('a_setting.of_later', true)")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("0");
                assertThat(row.getString(2)).isNull();
            }
        }
    }

    @Test
    void aConnectionWaitsAfterwardsForAsLongAsBefore() throws SQLException {
        try (HikariDataSource host = host();
                Connection connection = host.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, 12_345);
            LentConnections lent = new LentConnections(lending(connection), List.of());

            try (Connection ours = lent.getConnection()) {
                Engine.of(DatabaseSettings.of("jdbc:postgresql:unused")).begin(ours);
                assertThat(connection.getNetworkTimeout()).isEqualTo(30_000);
            }

            assertThat(connection.getNetworkTimeout()).isEqualTo(12_345);
        }
    }

    // Nothing but a rollback helps.
    private static Connection aborted(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select no_such_thing");
            throw new IllegalStateException("there is such a thing");
        } catch (SQLException expected) {
            return connection;
        }
    }

    /** A host that lends this connection, and keeps it open when it has it back. */
    static DataSource lending(Connection connection) {
        return proxy(
                DataSource.class,
                (method, arguments) -> proxy(Connection.class, (called, given) -> {
                    return called.getName().equals("close") ? null : called.invoke(connection, given);
                }));
    }

    private interface Call {
        @Nullable
        Object answer(Method method, Object @Nullable [] arguments) throws ReflectiveOperationException;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call.answer(method, arguments)));
    }

    private static HikariDataSource host() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(TestPostgres.newDatabase(2).url());
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }
}
