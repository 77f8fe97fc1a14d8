package io.farthing.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A host gets back whatever it has lent. */
final class LentConnectionsTest {

    @Test
    void aConnectionThatIsOfNoUseIsGivenBack() {
        try (HikariDataSource host = host()) {
            LentConnections lent = new LentConnections(host, List.of("a setting that nobody has"));

            assertThatThrownBy(lent::getConnection)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("a setting that nobody has");

            assertThat(host.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
    }

    @Test
    void aConnectionWaitsAfterwardsForAsLongAsBefore() throws SQLException {
        try (HikariDataSource host = host();
                Connection connection = host.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, 12_345);
            LentConnections lent = new LentConnections(lending(connection), List.of());

            try (Connection ours = lent.getConnection()) {
                new PostgresEngine().begin(ours);
                assertThat(connection.getNetworkTimeout()).isEqualTo(30_000);
            }

            assertThat(connection.getNetworkTimeout()).isEqualTo(12_345);
        }
    }

    /** A host that lends this connection, and keeps it open when it has it back. */
    private static DataSource lending(Connection connection) {
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
