package io.farthing.persistence.engine;

import io.farthing.application.port.out.StorageFailure.Category;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Whether a connection leads to a PostgreSQL that has been left behind. A standby that is made the primary begins a new
 * timeline, with the next number. When the machine of the old primary comes back it may be one again by itself, and a URL
 * that names both finds it first: half of the payments would be written there, and be lost when it is made a standby.
 *
 * <p>Thread-safe. It knows only what connections have shown it since it was made.
 */
final class Timelines {

    /** What PostgreSQL says while it cannot be connected to, as it starts or recovers. */
    private static final String NOT_NOW = "57P03";

    // The name of a file of the log begins with its timeline. A standby has none of its own.
    private static final String CURRENT = "select case when pg_is_in_recovery() then '0'"
            + " else substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) end";

    private static final int HEXADECIMAL = 16;

    private final Set<Connection> known = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
    private long newest;

    /**
     * Asks once for each connection to the database, before anything else is done with it.
     *
     * @throws SQLException when another connection has led to a later timeline
     */
    void requireNewest(Connection connection) throws SQLException {
        Connection physical = connection.unwrap(Connection.class);
        if (known.contains(physical)) {
            return;
        }
        requireNewest(current(connection));
        known.add(physical);
    }

    private synchronized void requireNewest(long timeline) throws SQLException {
        if (timeline > 0 && timeline < newest) {
            throw new SQLException(
                    "this PostgreSQL is an old primary: its timeline is " + timeline + ", and this server has been"
                            + " connected to a later one, " + newest + "; stop it and make it a standby, or, if it is"
                            + " the right one, start this server anew",
                    NOT_NOW);
        }
        newest = Math.max(newest, timeline);
    }

    private static long current(Connection connection) throws SQLException {
        long timeline;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(CURRENT)) {
            row.next();
            timeline = Long.parseLong(row.getString(1), HEXADECIMAL);
        } catch (SQLException e) {
            if (Failures.beforeCommit(e).category() != Category.FAULT) {
                throw e;
            }
            // The engines that speak PostgreSQL's language have no such log.
            timeline = 0;
        }
        // What the unit of work is shown begins with its own first statement.
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        return timeline;
    }
}
