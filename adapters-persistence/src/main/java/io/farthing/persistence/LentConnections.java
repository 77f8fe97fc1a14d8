package io.farthing.persistence;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections of a host's, each of which is as it was when it is closed. Thread-safe, if the host's data source is. */
final class LentConnections implements DataSource {

    private final DataSource host;
    private final List<String> settings;

    /**
     * Connections of {@code host}.
     *
     * @param settings names of PostgreSQL's settings that are given back, too
     */
    LentConnections(DataSource host, List<String> settings) {
        this.host = host;
        this.settings = settings;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return lent(host.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return lent(host.getConnection(user, password));
    }

    private Connection lent(Connection connection) throws SQLException {
        State state = state(connection);
        return (Connection) Proxy.newProxyInstance(
                LentConnections.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close") && !connection.isClosed()) {
                        giveBack(connection, state);
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    // Some pools hand out connections that died while nobody used them. Such a one is given back, too: nobody
    // else knows of it, and the host's pool would be short of it for ever.
    private State state(Connection connection) throws SQLException {
        try {
            return State.of(connection, settings);
        } catch (SQLException | RuntimeException failure) {
            try {
                connection.close();
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
            throw failure;
        }
    }

    // A connection that is broken cannot be reset; the host's pool finds out for itself.
    private void giveBack(Connection connection, State state) throws SQLException {
        try (connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
            state.restore(connection);
        }
    }

    /** What a connection was like, with its settings by their names. */
    private record State(
            boolean autoCommit,
            boolean readOnly,
            int isolation,
            @Nullable String schema,
            int networkTimeoutMillis,
            Map<String, String> settings) {

        static State of(Connection connection, List<String> names) throws SQLException {
            Map<String, String> settings = new LinkedHashMap<>();
            for (String name : names) {
                String value = setting(connection, name);
                if (value != null) {
                    settings.put(name, value);
                }
            }
            boolean autoCommit = connection.getAutoCommit();
            State state = new State(
                    autoCommit,
                    connection.isReadOnly(),
                    connection.getTransactionIsolation(),
                    connection.getSchema(),
                    connection.getNetworkTimeout(),
                    settings);
            // To ask begins a transaction, in which PostgreSQL would let nobody change what was asked for.
            if (!autoCommit) {
                connection.rollback();
            }
            return state;
        }

        // Null where this version of PostgreSQL has no such setting.
        private static @Nullable String setting(Connection connection, String name) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement("select current_setting(?, true)")) {
                statement.setString(1, name);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getString(1);
                }
            }
        }

        // The settings late: PostgreSQL keeps the schema in one of them, and can hold several there.
        void restore(Connection connection) throws SQLException {
            connection.setReadOnly(readOnly);
            connection.setTransactionIsolation(isolation);
            connection.setSchema(schema);
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                try (PreparedStatement statement = connection.prepareStatement("select set_config(?, ?, false)")) {
                    statement.setString(1, setting.getKey());
                    statement.setString(2, setting.getValue());
                    statement.execute();
                }
            }
            connection.setAutoCommit(autoCommit);
            connection.setNetworkTimeout(Runnable::run, networkTimeoutMillis);
        }
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return host.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        host.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        host.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return host.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(LentConnections.class.getName());
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return host.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return host.isWrapperFor(type);
    }
}
