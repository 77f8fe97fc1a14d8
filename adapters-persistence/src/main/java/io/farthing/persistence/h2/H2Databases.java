package io.farthing.persistence.h2;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.h2.engine.Constants;
import org.h2.engine.Database;
import org.h2.engine.Session;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * The databases that an engine's connections lead to, one after the other: after a failure H2 opens the file anew, as
 * another database. Their name is claimed for that engine alone; each is made ready before the first unit of work; and one
 * that has failed is let go of, so that the next connection gets one that works. {@code docs/adr/0003-durability.md} says
 * how H2 fails.
 *
 * <p>Thread-safe. A database that units of work have begun in is let go of by whoever has the turn, so that nobody
 * commits or forces meanwhile.
 */
public final class H2Databases {

    /** SQL's own code for a connection that is not there any more. */
    static final String CONNECTION_LOST = "08003";

    /** SQL's own code for a transaction of which nobody can say whether it was committed. */
    private static final String RESOLUTION_UNKNOWN = "08007";

    /**
     * The names of the databases that are open in this process: an engine knows the newest order numbers from memory alone.
     */
    private static final Set<String> CLAIMED = new HashSet<>();

    /**
     * For so many commits the room of what a commit has replaced is not written over. With none, as H2 has it, the next
     * commit may be written over pages that the last one does not need, but still counts as its own; should it break off,
     * H2 takes the last one for damaged and goes back behind it.
     */
    static final int VERSIONS_KEPT = 5;

    final boolean isInMemory;

    /** Whoever commits, forces, or lets go of a database has locked it. */
    final ReentrantLock turn = new ReentrantLock();

    private final Duration connectionTimeout;

    /** The newest database that units of work have begun in. */
    private volatile @Nullable Database begun;

    private volatile @Nullable H2Retention retention;

    /** The file that all of them are in; none when it is in memory, or cannot be told from another one. */
    private volatile @Nullable OpenedFile opened;

    // Guarded by CLAIMED.
    private @Nullable String claimed;

    /**
     * None yet.
     *
     * @param isInMemory whether they are kept in no file
     * @param connectionTimeout for so long at most somebody waits for a connection
     */
    public H2Databases(boolean isInMemory, Duration connectionTimeout) {
        this.isInMemory = isInMemory;
        this.connectionTimeout = connectionTimeout;
    }

    /**
     * Claims the name of the database for this engine, and tells it. H2 gives one name to a file or a name in memory,
     * however it is written, and also when it is opened again.
     */
    public String claim(Connection connection) throws SQLException {
        String database = session(connection).getDatabase().getName();
        synchronized (CLAIMED) {
            if (!CLAIMED.add(database)) {
                throw new SQLException("this process has it open already, and a second opening would not know of the"
                        + " order numbers of the first: use one Database for all, or close the other one before");
            }
            claimed = database;
        }
        keepFile();
        return database;
    }

    private void keepFile() throws SQLException {
        String name = file();
        if (name != null) {
            try {
                opened = H2FilePath.keep(name).orElse(null);
            } catch (IOException e) {
                release();
                throw new SQLException(e.getMessage(), CONNECTION_LOST, e);
            }
        }
    }

    /**
     * Throws unless the file is still where it was opened: nobody is told what a restart would not find. The database is
     * left as it is. Nothing is wrong with it, a removed file is kept by the operating system for as long as it is open,
     * and once the same file is back there is nothing to do.
     */
    public void requireFileInPlace() throws SQLException {
        OpenedFile file = opened;
        if (file != null) {
            try {
                file.requireInPlace();
            } catch (OpenedFile.Misplaced e) {
                throw new SQLException(e.getMessage(), RESOLUTION_UNKNOWN, e);
            }
        }
    }

    /** Takes back what {@link #claim} took note of, if it did. */
    public void release() {
        String name = file();
        if (name != null) {
            H2FilePath.letGo(name);
        }
        synchronized (CLAIMED) {
            if (claimed != null) {
                CLAIMED.remove(claimed);
                claimed = null;
            }
        }
    }

    /**
     * Makes the database of this connection ready for units of work, unless one has begun in it before. Whether a commit
     * that had been broken off was finished.
     */
    public boolean begin(Connection connection) throws SQLException {
        Database database = database(connection);
        return !isInMemory && database != begun && makeReady(database);
    }

    private synchronized boolean makeReady(Database database) throws SQLException {
        MVStore store = database.getStore().getMvStore();
        if (database == begun || store.isClosed()) {
            return false;
        }
        store.setVersionsToKeep(VERSIONS_KEPT);
        retention = new H2Retention(store);
        H2LiveFile.closeWhenLost(store);
        boolean isAnyFinished = H2Leftovers.finish(database);
        begun = database;
        return isAnyFinished;
    }

    /** Has the next commit free the room that nobody needs any more. Whoever calls has the turn. */
    void freeRoom() {
        H2Retention current = retention;
        if (current != null) {
            current.beforeCommit();
        }
    }

    /** Tells after a failure whether a commit that begins now may have got into the file. Whoever calls has the turn. */
    BooleanSupplier mayWriteFromNowOn(Connection connection) throws SQLException {
        return isInMemory ? () -> true : H2LiveFile.mayWriteFromNowOn(store(connection));
    }

    /** Lets go of a database of which nobody knows what was committed. Whoever calls has the turn. */
    SQLException lost(Connection connection, String what, Exception failure) {
        SQLException lost = new SQLException(what, RESOLUTION_UNKNOWN, failure);
        abandon(connection, lost);
        return lost;
    }

    /**
     * Lets go of a database that has lost its file. H2 has none any more when writing to it has failed, also in the middle
     * of a statement, or when a thread was interrupted while it read; and it would go on without one for ever.
     */
    public void afterFailure(Connection connection, Throwable failure) {
        if (H2Errors.isFileLost(failure)) {
            turn.lock();
            try {
                abandon(connection, failure);
            } finally {
                turn.unlock();
            }
        }
    }

    // What is in memory now may never be on disk, and H2 may have been left with half a transaction, after which it
    // takes no other. So the file is closed as it is; the next connection opens it, and finds what a restart would
    // find. No statement may be executed any more, not even SHUTDOWN: on a store that has failed it can go round in
    // circles for ever, and so can those of other sessions, which are therefore closed. The store comes first, because
    // the thread that failed may be closing the database, too, and locks the store before the database.
    private void abandon(Connection connection, Throwable failure) {
        if (isInMemory) {
            return;
        }
        try {
            SessionLocal session = session(connection);
            if (!session.isClosed()) { // Otherwise somebody else has closed it, and the database.
                Database dead = session.getDatabase();
                H2LiveFile.close(dead.getStore().getMvStore(), failure);
                dead.shutdownImmediately();
                close(dead, failure);
            }
        } catch (SQLException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Lets go of a database that H2 has forgotten, if that is why there is no connection; whether to ask for one once more.
     * A session that notices late that its database has failed can have H2 forget the next one, which nobody gets a
     * connection to then, and which keeps the file locked. It is not shut down: by that H2 would forget one more.
     */
    public boolean cannotConnect(Throwable failure) {
        String file = file();
        if (file == null || !H2Errors.isInUse(failure)) {
            return false;
        }
        if (H2LiveFile.isLockedFor(file, connectionTimeout)) {
            turn.lock();
            try {
                Database forgotten = begun;
                if (forgotten != null) {
                    H2LiveFile.close(forgotten.getStore().getMvStore(), failure);
                    close(forgotten, failure);
                }
            } finally {
                turn.unlock();
            }
            // Unless that was it, and the next one may be open by now.
            if (H2LiveFile.isLockedFor(file, connectionTimeout)) {
                H2LiveFile.close(file);
            }
        }
        return true;
    }

    /** Closes the file, if there is one and it is still open. */
    public void closeFile() {
        String file = file();
        if (file != null) {
            H2LiveFile.close(file);
        }
    }

    /** The file of the database; none when it is in memory, or nobody has claimed it. */
    private @Nullable String file() {
        String database;
        synchronized (CLAIMED) {
            database = claimed;
        }
        return database == null || isInMemory ? null : database + Constants.SUFFIX_MV_FILE;
    }

    /** The file of the database that a connection leads to, whether it is in one or not. */
    public static String file(Connection connection) throws SQLException {
        return database(connection).getName() + Constants.SUFFIX_MV_FILE;
    }

    /** Whether H2 itself has every commit in the file at once, and finds the newest one there after a crash. */
    public static boolean isCrashSafe(Connection connection) throws SQLException {
        return session(connection).getDatabase().getName().startsWith(H2FilePath.SCHEME + ":")
                && store(connection).getAutoCommitDelay() == 0;
    }

    /**
     * Finishes the commits that were broken off in the database that a connection leads to, as {@link #begin} does in those
     * of an engine.
     */
    public static void finishBrokenCommits(Connection connection) throws SQLException {
        H2Leftovers.finish(database(connection));
    }

    private static void close(Database dead, Throwable failure) {
        for (SessionLocal each : dead.getSessions(false)) {
            close(each, failure);
        }
    }

    private static void close(SessionLocal session, Throwable failure) {
        try {
            session.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** The store of the database that a connection leads to. */
    static MVStore store(Connection connection) throws SQLException {
        return database(connection).getStore().getMvStore();
    }

    /** The database that a connection leads to. */
    static Database database(Connection connection) throws SQLException {
        try {
            return session(connection).getDatabase();
        } catch (DbException e) {
            throw e.getSQLException();
        }
    }

    /** What H2 has a connection for. */
    static SessionLocal session(Connection connection) throws SQLException {
        Session session = connection.unwrap(JdbcConnection.class).getSession();
        if (session instanceof SessionLocal local) {
            return local;
        }
        if (session == null) {
            throw new SQLException("the connection is closed", CONNECTION_LOST);
        }
        throw new SQLException("it is an H2 in another process; an H2 must be embedded in this one");
    }
}
