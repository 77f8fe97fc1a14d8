package io.farthing.persistence.store;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where units of work get their connections from. A database that is restarted is back within seconds, so whoever needs a
 * connection waits for one. When somebody has waited in vain for a database that is somewhere else, and the pool has no
 * connection at all, further ones are told at once: the pool goes on trying by itself, and as soon as it has one there is
 * one for them, too. A database in this process is opened by whoever comes next.
 *
 * <p>Thread-safe.
 */
final class Connections {

    private final DataSource source;
    private final boolean isElsewhere;

    /** Why there was no connection; null once somebody has got one. */
    private volatile @Nullable SQLException away;

    Connections(DataSource source, boolean isElsewhere) {
        this.source = source;
        this.isElsewhere = isElsewhere;
    }

    /** A connection, for which the pool's time is waited unless that is known to be in vain. */
    Connection take() throws SQLException {
        SQLException known = away;
        if (known != null && hasNone()) {
            throw new SQLTransientConnectionException(
                    "there is no connection to the database, and there was none for those before",
                    known.getSQLState(),
                    known);
        }
        try {
            Connection connection = source.getConnection();
            if (away != null) {
                away = null;
            }
            return connection;
        } catch (SQLException failure) {
            if (isElsewhere && hasNone()) {
                away = failure;
            }
            throw failure;
        }
    }

    /**
     * Has others take the place of the connections that there are. A pool looks whether a connection is alive when nobody
     * has used it for a while, and notices some failures by itself, but not that H2 has closed its file under all of
     * them: under load it would go on with them for ever. What one connection was lost to, the others mostly were, too.
     */
    void renew() {
        if (source instanceof HikariDataSource pool && !pool.isClosed()) {
            pool.getHikariPoolMXBean().softEvictConnections();
        }
    }

    private boolean hasNone() {
        return source instanceof HikariDataSource pool
                && !pool.isClosed()
                && pool.getHikariPoolMXBean().getTotalConnections() == 0;
    }
}
