package io.farthing.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who waits for a connection to a database that is away. */
final class ConnectionsTest {

    private static final String IN_VAIN = "there was none for those before";

    private volatile boolean isAway;
    private final HikariDataSource pool = pool();
    private final Connections connections = new Connections(pool, true);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void afterSomebodyHasWaitedInVainNobodyElseWaitsUntilThereIsAConnectionAgain() throws SQLException {
        leave();
        assertThatThrownBy(connections::take).hasMessageNotContaining(IN_VAIN);
        for (int next = 0; next < 2; next++) {
            assertThatThrownBy(connections::take)
                    .hasMessageContaining(IN_VAIN)
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getSQLState()).isEqualTo("08001"));
        }

        isAway = false;
        awaitConnection();

        leave();
        assertThatThrownBy(connections::take).hasMessageNotContaining(IN_VAIN);
    }

    @Test
    void aDatabaseInThisProcessIsWaitedForEachTime() throws SQLException {
        Connections here = new Connections(pool, false);
        leave();
        for (int next = 0; next < 2; next++) {
            assertThatThrownBy(here::take).hasMessageNotContaining(IN_VAIN);
        }
    }

    /** They are given back sooner or later, unlike those of a database that is away. */
    @Test
    void whoFindsAllConnectionsLentWaitsEachTime() throws SQLException {
        try (Connection one = connections.take();
                Connection other = connections.take()) {
            assertThat(one).isNotSameAs(other);
            for (int next = 0; next < 2; next++) {
                assertThatThrownBy(connections::take).hasMessageNotContaining(IN_VAIN);
            }
        }
    }

    private void leave() throws SQLException {
        isAway = true;
        connections.renew();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> pool.getHikariPoolMXBean().getTotalConnections() == 0);
    }

    private void awaitConnection() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(() -> {
                    connections.take().close();
                    return true;
                });
    }

    private HikariDataSource pool() {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:");
        HikariConfig config = new HikariConfig();
        config.setDataSource((DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    if (isAway && method.getName().equals("getConnection")) {
                        throw new SQLException("connection refused", "08001");
                    }
                    try {
                        return method.invoke(database, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(250);
        return new HikariDataSource(config);
    }
}
