package io.farthing.persistence.engine;

import com.zaxxer.hikari.util.DriverDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections to PostgreSQL, and waits for each machine that the URL names for a bounded time only. One whose disk
 * hangs, or that stops in the middle, takes a connection and says nothing; without a bound a pool would wait there for
 * ever, and never come to the next machine.
 *
 * <p>Once somebody is logged in it is for them to say how long they wait. Thread-safe.
 */
final class PostgresLogins implements DataSource {

    private static final String DRIVER = "org.postgresql.Driver";

    /** In seconds; the driver keeps to it for each machine, and each answer of a machine. */
    private static final String BOUND = "socketTimeout";

    private final String url;
    private final Properties properties;
    private final int boundMillis;
    private volatile int loginSeconds;

    PostgresLogins(String url, Duration bound) {
        this.url = url;
        this.boundMillis = Math.toIntExact(bound.toMillis());
        this.properties = new Properties();
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty(BOUND, String.valueOf(bound.toSeconds()));
    }

    @Override
    public Connection getConnection() throws SQLException {
        return loggedIn(driver().getConnection());
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        return loggedIn(driver().getConnection(user, password));
    }

    // Refuses a URL that the driver cannot read. The driver is asked for by name: Java itself looks for drivers only
    // once, where the thread that happens to be the first has its classes from.
    private DriverDataSource driver() throws SQLException {
        try {
            return new DriverDataSource(url, DRIVER, properties, null, null);
        } catch (RuntimeException e) {
            throw new SQLException("no driver on the class path can read its URL; write"
                    + " jdbc:postgresql://machine:port/database, with a port from 1 to 65535");
        }
    }

    // A bound that the URL sets is left alone.
    private Connection loggedIn(Connection connection) throws SQLException {
        if (connection.getNetworkTimeout() == boundMillis) {
            connection.setNetworkTimeout(Runnable::run, 0);
        }
        return connection;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    /** For as long a pool that is closed waits for those who are logging in. */
    @Override
    public void setLoginTimeout(int seconds) {
        loginSeconds = seconds;
    }

    @Override
    public int getLoginTimeout() {
        return loginSeconds;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(PostgresLogins.class.getName());
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("there is nothing within");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
